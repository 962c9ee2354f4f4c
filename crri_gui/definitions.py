"""The user's choices: what every number means is decided here, once, and recorded with each run."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from crri_gui.errors import UsageError
from crri_gui.messages import sentence

MONTH_RANGE = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2]))\.\.(\d{4}-(?:0[1-9]|1[0-2]))")


def _option(default: Any, meaning: str, choices: Mapping[str, str]) -> Any:
    return field(default=default, metadata={"meaning": meaning, "choices": dict(choices)})


@dataclass(frozen=True)
class Definitions:
    """What the numbers mean. The first choice of every option is the default.

    A value that is none of its option's choices raises `UsageError`.
    """

    statuses: str | tuple[str, ...] = _option(
        "except_canceled",
        "Which orders count, by their status. What is left out is reported with count and money.",
        {
            "except_canceled": "every status except canceled and unavailable",
            "delivered": "delivered only",
            "all": "every status",
            "[own list]": "only those listed: statuses=delivered,shipped (in TOML a list of texts)",
        },
    )
    order_value: str = _option(
        "items",
        "What an order is worth, in exact cents.",
        {
            "items": "sum of item prices",
            "items_freight": "sum of item prices and freight",
            "payments": "sum of payments",
        },
    )
    window: str = _option(
        "all",
        "Which months are looked at; orders outside it count nowhere.",
        {
            "all": "all months from the first counted order to the end of the raw data",
            "complete": "only months whose first and last day the data covers",
            "YYYY-MM..YYYY-MM": "from one month to another, both included",
        },
    )
    delivery_days: str = _option(
        "fractional",
        "How the days from purchase to delivery are counted.",
        {"fractional": "days with two decimals, half up", "whole": "full days (floor)"},
    )
    late: str = _option(
        "after_date",
        "When a delivery is late.",
        {
            "after_date": "delivered on a later calendar date than estimated",
            "after_timestamp": "delivered later than the estimated timestamp",
            "after_days": "delivery_days is more than late_after_days",
        },
    )
    late_after_days: int = _option(
        10, "The N of late = after_days.", {"10": "a whole number of days, 0 or more"}
    )
    late_over: str = _option(
        "dated",
        "Which orders the late rate is a share of.",
        {
            "dated": "orders with both a delivery and an estimated date",
            "all": "all counted orders of the month",
        },
    )
    id_case: str = _option(
        "ask",
        "What ids are that differ in case alone (A1 and a1). Power BI takes them for one.",
        {
            "ask": "nobody knows: an error where there are any",
            "same": "the same, written as it is written most often",
            "distinct": "different ones",
        },
    )
    review_blank: str = _option(
        "blank",
        "What stands for the score of an order without review.",
        {"blank": "nothing", "median": "the median score of the counted orders"},
    )
    snapshot: str = _option(
        "day_after",
        "The date from which recency looks back.",
        {
            "day_after": "the day after the last counted order",
            "last_order": "the last counted order's timestamp",
            "YYYY-MM-DD": "a date of your own, not before the last counted order",
        },
    )
    value_score: str = _option(
        "mid_rank",
        "How recency and monetary are scored 1 to 4.",
        {
            "mid_rank": "1 + floor(4 x (mid-rank - 0.5) / n), at most 4",
            "quartiles": "by the quartiles as cut points, a value on a cut belonging below it",
        },
    )
    frequency_score: str = _option(
        "mid_rank",
        "How frequency is scored 1 to 4.",
        {
            "mid_rank": "the same as recency and monetary by mid-rank",
            "fixed": "1 / 2 / 3 / 4 and more orders",
            "first_come": "ranked one by one, ties in the order of customer_unique_id, then "
            "quartiles (equal customers may get unequal scores)",
        },
    )
    high_value_from: int = _option(
        10, "Lowest RFM_score of High Value.", {"10": "3 to 12, above mid_value_from"}
    )
    mid_value_from: int = _option(7, "Lowest RFM_score of Mid Value.", {"7": "3 to 12"})

    def __post_init__(self) -> None:
        for spec in fields(self):
            _check(spec.name, getattr(self, spec.name), spec.metadata["choices"])
        if self.mid_value_from >= self.high_value_from:
            raise UsageError(
                "value_thresholds_crossed", mid=self.mid_value_from, high=self.high_value_from
            )

    @property
    def months(self) -> tuple[str, str] | None:
        """First and last month of a from..to window, else None."""
        match = MONTH_RANGE.fullmatch(self.window)
        return (match[1], match[2]) if match else None

    def as_dict(self) -> dict[str, Any]:
        """Every option by name, as plain JSON and TOML values."""
        values = asdict(self)
        if isinstance(self.statuses, tuple):
            values["statuses"] = list(self.statuses)
        return values


def _check(name: str, value: Any, choices: Mapping[str, str]) -> None:
    def bad() -> UsageError:
        allowed = ", ".join(choices)
        return UsageError("definition_not_a_choice", name=name, value=value, choices=allowed)

    if name == "statuses" and not isinstance(value, str):
        if not isinstance(value, tuple) or not value or not all(isinstance(v, str) for v in value):
            raise bad()
        return
    if name in ("late_after_days", "high_value_from", "mid_value_from"):
        low, high = (0, 3650) if name == "late_after_days" else (3, 12)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise UsageError("definition_not_in_range", name=name, value=value, low=low, high=high)
        return
    if not isinstance(value, str):
        raise bad()
    if name == "window" and (match := MONTH_RANGE.fullmatch(value)):
        if match[1] > match[2]:
            raise UsageError("window_reversed", window=value)
        return
    if name == "snapshot" and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise bad() from error
        return
    if value not in choices or value in ("[own list]", "YYYY-MM..YYYY-MM", "YYYY-MM-DD"):
        raise bad()


PRESETS: dict[str, Definitions] = {
    "recommended": Definitions(),
    "seed-notebook": Definitions(
        statuses="all",
        delivery_days="whole",
        late="after_days",
        late_over="all",
        review_blank="median",
        snapshot="last_order",
        value_score="quartiles",
        frequency_score="first_come",
    ),
}
PRESET_MEANING: dict[str, str] = {
    "recommended": "all the defaults",
    "seed-notebook": "the method of the notebook that the project started from, less its join "
    "mistake: it shows what that method does, and is not advised for decisions",
}


def with_values(base: Definitions, values: Mapping[str, Any], origin: str) -> Definitions:
    """`base` with some options replaced; `origin` names where they come from, for the message."""
    known = {spec.name for spec in fields(Definitions)}
    for name in values:
        if name not in known:
            raise UsageError("definition_unknown", origin=origin, name=name, names=sorted(known))
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return replace(base, **plain)


def parse_setting(text: str) -> tuple[str, Any]:
    """One `NAME=VALUE` of the command line; `statuses=a,b` is an own list."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError("setting_without_value", setting=text)
    spec = {spec.name: spec for spec in fields(Definitions)}.get(name.strip())
    value = value.strip()
    if spec is not None and isinstance(spec.default, int) and re.fullmatch(r"\d+", value):
        return name.strip(), int(value)
    keyword = spec is not None and value in spec.metadata["choices"]
    if spec is not None and spec.name == "statuses" and not keyword:
        return name.strip(), [part.strip() for part in value.split(",") if part.strip()]
    return name.strip(), value


def read_definitions(file: Path) -> Definitions:
    """The definitions of a TOML file as `crri definitions --format toml` writes it."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError("definitions_unreadable", reason=error.strerror, file=file) from error
    except RecursionError as error:
        raise UsageError("definitions_nested_too_deeply", file=file) from error
    # An error of TOML, of UTF-8, or a number of thousands of digits.
    except ValueError as error:
        raise UsageError("definitions_not_toml", reason=str(error), file=file) from error
    try:
        preset = content.pop("preset", "recommended")
        return with_values(preset_named(preset), content, sentence("definitions_of_file"))
    except UsageError as error:
        error.file = str(file)
        raise


def preset_named(name: object) -> Definitions:
    """The preset of that name; an unknown name raises `UsageError`."""
    if not isinstance(name, str) or name not in PRESETS:
        raise UsageError("preset_unknown", preset=name, presets=", ".join(PRESETS))
    return PRESETS[name]


def to_toml(definitions: Definitions) -> str:
    """The definitions as a TOML file, every option explained in a comment."""
    lines = ["# CRRI definitions: what every number means. Read with --definitions FILE.", ""]
    for spec in fields(Definitions):
        lines.append(f"# {spec.metadata['meaning']}")
        lines += [f"#   {value}: {text}" for value, text in spec.metadata["choices"].items()]
        lines += [f"{spec.name} = {_toml(getattr(definitions, spec.name))}", ""]
    return "\n".join(lines)


def _toml(value: str | int | Iterable[str]) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "[" + ", ".join(_toml(part) for part in value) + "]"


# How raw text is read where a file cannot tell it itself.

DATE_ORDERS = ("dmy", "mdy", "ymd", "excel1900", "excel1904")
DECIMALS = ("point", "comma")
AS_WRITTEN = "written"
"""The choice of a zone that leaves every time as it is written."""


@dataclass(frozen=True)
class Conventions:
    """The user's choices for what a file cannot tell.

    `date_order` maps `table.column`, or "*" for all, to one of `DATE_ORDERS`; `decimal` maps
    the same to "point" or "comma". A choice for all settles what the data leaves open; a
    choice for one column holds whatever the data says. `zone` is the shop's time zone by its
    IANA name, into which times with an offset are brought, or `AS_WRITTEN`; None: not chosen.
    """

    date_order: Mapping[str, str]
    decimal: Mapping[str, str]
    zone: str | None = None

    @property
    def applied_zone(self) -> str | None:
        """The zone that times are brought into; None when they stay as they are written."""
        return None if self.zone == AS_WRITTEN else self.zone
