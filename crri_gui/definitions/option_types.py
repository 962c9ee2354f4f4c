"""The types of options: which values one may have, and how they are written, checked and read.

A type is a subclass of `Option`. A new one also needs its control in the window
(`gui/widgets/option_controls.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from crri_gui.errors import UsageError
from crri_gui.messages.formatting import LANGUAGES, Language, day_in_words, month_in_words

_MONTH = r"(\d{4}-(?:0[1-9]|1[0-2]))"
_MONTHS = re.compile(rf"{_MONTH}\.\.{_MONTH}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_AMOUNT = re.compile(r"\d{1,12}(?:\.\d{1,2})?", re.ASCII)
_MONTH_AMOUNT = re.compile(rf"{_MONTH}=({_AMOUNT.pattern})", re.ASCII)
_WHOLE_NUMBER = re.compile(r"\d{1,18}")


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option: what it decides, and which values it may have.

    `title` is its label in the window, where options of one `group` stand together. `named`
    are the values that have a name, and what each means; `own` is what a value of the user's
    own means, and `example` one as it is typed. `labels` are the few words by which the window
    offers a value, that of an own one last. `used_when` names another option and the value it must
    have for this one to matter. `extension` is the group of extension tables that alone uses it, if
    one does. `name` is filled in from the field of `Definitions`.
    """

    title: str
    group: str
    meaning: str
    default: Any
    named: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    example: str = ""
    labels: tuple[str, ...] = ()
    used_when: tuple[str, str] | None = None
    extension: str = ""
    name: str = ""

    form: ClassVar[str] = ""
    """How a value of the user's own is written; empty where there is none."""

    @property
    def choices(self) -> dict[str, str]:
        """What may stand for the value, the form of an own one last, and what each means."""
        return {**self.named, self.form: self.own} if self.form else dict(self.named)

    @property
    def offered(self) -> dict[str, str]:
        """The same by the words of the window."""
        return dict(zip(self.choices, self.labels or self.choices.values(), strict=True))

    def is_named(self, value: object) -> bool:
        """Whether the value is one of those that have a name."""
        return isinstance(value, str) and value in self.named

    def is_own(self, value: object) -> bool:
        """Whether the value is a permitted one of the user's own."""
        return False

    def permits(self, value: object) -> bool:
        """Whether the option can have the value."""
        return self.is_named(value) or self.is_own(value)

    def check(self, value: object) -> None:
        """Raise `UsageError` where the option cannot have the value."""
        if not self.permits(value):
            choices = ", ".join(self.choices)
            raise UsageError(
                "definition_not_a_choice", name=self.name, value=value, choices=choices
            )

    def parse(self, text: str) -> Any:
        """The value of a text as it is typed; what cannot be one is left to `check`."""
        return self.parse_own(text.strip())

    def parse_own(self, text: str) -> Any:
        """The same of a value of the user's own."""
        return text.strip()

    def from_plain(self, value: Any) -> Any:
        """The value of what JSON and TOML have for it."""
        return tuple(value) if isinstance(value, list) else value

    def to_plain(self, value: Any) -> Any:
        """What JSON and TOML have for the value."""
        return list(value) if isinstance(value, tuple) else value

    def to_toml(self, value: Any) -> str:
        """The value as TOML."""
        return _quoted(value)

    def to_text(self, value: Any) -> str:
        """The value as it is typed."""
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

    def explained(self, value: Any) -> str:
        """What the value means; of one of the user's own, what such a value is."""
        return self.named[value] if self.is_named(value) else self.own

    def in_sentence(self, value: Any, language: Language = LANGUAGES["en"]) -> str:
        """How the value reads in a sentence: what a named one means, or the value itself.

        What a named one means is in English.
        """
        return self.named[value] if self.is_named(value) else self.own_in_words(value, language)

    def own_in_words(self, value: Any, language: Language) -> str:
        """A value of the user's own as a person of that language reads it."""
        return self.to_text(value)

    def matters(self, definitions: object) -> bool:
        """Whether the option decides anything under these definitions."""
        if self.used_when is None:
            return True
        other, value = self.used_when
        return bool(getattr(definitions, other) == value)


class Choice(Option):
    """One of the named values."""


@dataclass(frozen=True, kw_only=True)
class IntRange(Option):
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int

    @property
    def choices(self) -> dict[str, str]:
        """The default stands for all numbers."""
        return {str(self.default): self.own}

    def is_own(self, value: object) -> bool:
        """True and False are no numbers here, although Python takes them for some."""
        return type(value) is int and self.low <= value <= self.high

    def check(self, value: object) -> None:
        """The range is named in place of choices."""
        if not self.permits(value):
            raise UsageError(
                "definition_not_in_range",
                name=self.name,
                value=value,
                low=self.low,
                high=self.high,
            )

    def parse_own(self, text: str) -> int | str:
        """A number, or the text as it is."""
        text = text.strip()
        return int(text) if _WHOLE_NUMBER.fullmatch(text) else text

    def to_toml(self, value: Any) -> str:
        """A number, without quotes."""
        return str(value)


@dataclass(frozen=True, kw_only=True)
class Percent(Option):
    """A percentage from 0 to 100, with decimals."""

    @property
    def choices(self) -> dict[str, str]:
        """The default stands for all percentages."""
        return {self.to_text(self.default): self.own}

    def is_own(self, value: object) -> bool:
        """True and False are no numbers here."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return 0 <= value <= 100

    def check(self, value: object) -> None:
        """The range is named in place of choices."""
        if not self.permits(value):
            raise UsageError("percentage_out_of_range", option=self.name)

    def parse_own(self, text: str) -> float | str:
        """1 or 1%; or the text as it is."""
        try:
            return float(text.strip().removesuffix("%"))
        except ValueError:
            return text

    def to_toml(self, value: Any) -> str:
        """A number, without quotes."""
        return str(value)

    def to_text(self, value: Any) -> str:
        """Without decimals that say nothing."""
        return f"{value:g}" if self.permits(value) else str(value)


@dataclass(frozen=True, kw_only=True)
class OptionalPercent(Option):
    """A named value, or a percentage from 0 to 100 with at most two decimals."""

    form: ClassVar[str] = "PERCENT"

    def is_own(self, value: object) -> bool:
        """True and False are no numbers here."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return 0 <= value <= 100 and round(value, 2) == value

    def parse_own(self, text: str) -> float | str:
        """30 or 30%; or the text as it is."""
        try:
            return float(text.strip().removesuffix("%"))
        except ValueError:
            return text.strip()

    def to_toml(self, value: Any) -> str:
        """A number, without quotes."""
        return _quoted(value) if isinstance(value, str) else self.to_text(value)

    def to_text(self, value: Any) -> str:
        """Without decimals that say nothing."""
        return f"{value:g}" if self.is_own(value) else str(value)


class Amounts(Option):
    """A named value, an amount of money, or amounts by month: "45", ("2017-01=45", ...)."""

    form = "AMOUNT, or MONTH=AMOUNT,..."

    @staticmethod
    def by_month(value: object) -> dict[str, Decimal]:
        """The amount of each month, that of all months under ""; none of a named value."""
        if isinstance(value, str):
            return {"": Decimal(value)} if _AMOUNT.fullmatch(value) else {}
        if not isinstance(value, tuple):
            return {}
        found = [_MONTH_AMOUNT.fullmatch(one) for one in value if isinstance(one, str)]
        return {one[1]: Decimal(one[2]) for one in found if one}

    def is_own(self, value: object) -> bool:
        """Whether it is an amount, or one for each of several months."""
        count = len(value) if isinstance(value, tuple) else 1
        return count > 0 and len(self.by_month(value)) == count

    def parse_own(self, text: str) -> str | tuple[str, ...]:
        """An amount, or those of months between commas."""
        parts = tuple("".join(part.split()) for part in text.split(",") if part.strip())
        return parts if "=" in text else text.strip()

    def from_plain(self, value: Any) -> Any:
        """A number of JSON and TOML is an amount."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return f"{value:.15g}"
        return super().from_plain(value)

    def to_toml(self, value: Any) -> str:
        """A text, or a list."""
        if isinstance(value, str):
            return _quoted(value)
        return "[" + ", ".join(map(_quoted, value)) + "]"


class MonthRange(Option):
    """A named value, or the months from one to another, both included."""

    form = "YYYY-MM..YYYY-MM"

    @staticmethod
    def months(value: object) -> tuple[str, str] | None:
        """First and last month of a range; None of any other value."""
        match = _MONTHS.fullmatch(value) if isinstance(value, str) else None
        return (match[1], match[2]) if match else None

    def is_own(self, value: object) -> bool:
        """Whether it is a range."""
        return self.months(value) is not None

    def own_in_words(self, value: Any, language: Language) -> str:
        """First and last month by their names."""
        months = self.months(value) or (str(value),)
        return " \N{EN DASH} ".join(month_in_words(month, language) for month in months)

    def check(self, value: object) -> None:
        """A range must not end before it begins."""
        super().check(value)
        months = self.months(value)
        if months and months[0] > months[1]:
            raise UsageError("months_reversed", name=self.name, months=value)


class Date(Option):
    """A named value, or a day."""

    form = "YYYY-MM-DD"

    def is_own(self, value: object) -> bool:
        """Whether there is such a day."""
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            return False
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
        return True

    def own_in_words(self, value: Any, language: Language) -> str:
        """The day as the language writes it."""
        return day_in_words(str(value), language)


class TextList(Option):
    """A named value, or a list of texts, at least one."""

    form = "[own list]"

    def is_own(self, value: object) -> bool:
        """Whether it is a list of texts."""
        return isinstance(value, tuple) and bool(value) and all(isinstance(v, str) for v in value)

    def parse(self, text: str) -> str | tuple[str, ...]:
        """A named value, or the texts between commas."""
        return text.strip() if text.strip() in self.choices else self.parse_own(text)

    def parse_own(self, text: str) -> tuple[str, ...]:
        """The texts between commas."""
        return tuple(part.strip() for part in text.split(",") if part.strip())

    def to_toml(self, value: Any) -> str:
        """A named value, or a list."""
        if isinstance(value, str):
            return _quoted(value)
        return "[" + ", ".join(map(_quoted, value)) + "]"


@dataclass(frozen=True, kw_only=True)
class Text(Option):
    """A text of one line, of at most `longest` characters; "" where there is none."""

    longest: int

    @property
    def choices(self) -> dict[str, str]:
        """What is typed is the value."""
        return {self.example: self.own}

    def is_own(self, value: object) -> bool:
        """Whether it is one line that is not too long, with nothing invisible in it."""
        return (
            isinstance(value, str)
            and len(value) <= self.longest
            and value == value.strip()
            and value.isprintable()
        )

    def check(self, value: object) -> None:
        """The length is named in place of choices."""
        if not self.permits(value):
            raise UsageError("text_not_possible", name=self.name, longest=self.longest)


def _quoted(text: str) -> str:
    """A basic string of TOML: that of JSON, which leaves DEL as it is."""
    import json  # `crri --help` needs none of it

    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
