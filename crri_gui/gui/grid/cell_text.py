"""A table's values as a person reads and writes them, in the language's conventions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QCoreApplication

from crri_gui.engine.query.browse import Filter
from crri_gui.engine.query.catalog import WHOLE, Field, Kind
from crri_gui.engine.query.profile import Bar
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted

translate = QCoreApplication.translate
_LISTED = 3


def kind_name(field: Field) -> str:
    """The kind of the column's values."""
    names: dict[Kind, str] = {
        "text": translate("cells", "Text"),
        "month": translate("cells", "Month"),
        "date": translate("cells", "Date"),
        "integer": translate("cells", "Whole number"),
        "code": translate("cells", "Code"),
        "money": translate("cells", "Amount"),
        "number": translate("cells", "Number"),
        "share": translate("cells", "Share"),
        "time": translate("cells", "Time"),
        "flag": translate("cells", "Yes or no"),
    }
    return names[field.kind]


def decimals(field: Field) -> int:
    """How many decimals its numbers are shown with."""
    scale = re.fullmatch(r"DECIMAL\(\d+,(\d+)\)", field.type)
    return min(int(scale[1]), 2) if scale else 2


def rounded(field: Field, value: Any) -> bool:
    """Whether less of the number is shown than there is."""
    digits = {"integer": 0, "code": 0, "money": 2, "share": 4}.get(field.kind, decimals(field))
    exact = Decimal(str(value))
    return exact.is_finite() and exact != round(exact, digits)


def formatter(field: Field) -> Callable[[Any], str]:
    """Writes the column's values; blank is a dash."""
    if field.kind == "integer":
        return numbers.integer
    if field.kind == "code":
        return _code
    if field.kind == "money":
        return numbers.money
    if field.kind == "share":
        return _share
    if field.kind == "number":
        digits = decimals(field)
        return lambda value: numbers.number(value, digits)
    if field.kind == "time":
        return _time
    if field.kind == "flag":
        return _flag
    return _text


def _code(value: Any) -> str:
    return numbers.NONE if value is None else str(int(value))


def _share(value: Any) -> str:
    return numbers.percent(value, 2)


def _time(value: Any) -> str:
    return numbers.moment(value, seconds=True) if isinstance(value, dt.datetime) else _text(value)


def _flag(value: Any) -> str:
    if value is None:
        return numbers.NONE
    return translate("cells", "yes") if value else translate("cells", "no")


def _text(value: Any) -> str:
    return numbers.NONE if value is None or value == "" else str(value)


def plain_number(text: str) -> str | None:
    """A number as the user writes it (1.234,50 in German) as 1234.50; None when it is none."""
    locale = numbers.locale()
    cleaned = text.strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    cleaned = cleaned.replace(locale.negativeSign(), "-")
    group, point = locale.groupSeparator(), locale.decimalPoint()
    whole, separated, fraction = cleaned.partition(point)
    if group.strip():
        # 1.5 where the point groups thousands is more likely a slip than 15.
        groups = whole.split(group)
        if len(groups) > 1 and any(len(part) != 3 for part in groups[1:]):
            return None
        whole = "".join(groups)
    plain = f"{whole}.{fraction}" if separated else whole
    return plain if re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain, re.ASCII) else None


def bound(field: Field, text: str) -> Any:
    """What the user wrote as the bound of a range: None for nothing. Raises `ValueError`."""
    text = text.strip()
    if not text:
        return None
    if field.is_number:
        plain = plain_number(text.removesuffix("%") if field.kind == "share" else text)
        if plain is None:
            raise ValueError(translate("cells", "“{text}” is not a number.").format(text=text))
        try:
            value = Decimal(plain)
        except InvalidOperation:
            raise ValueError(
                translate("cells", "“{text}” is not a number.").format(text=text)
            ) from None
        return value / 100 if field.kind == "share" else value
    if field.kind == "month":
        if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
            raise ValueError(translate("cells", "Write a month as 2018-03."))
        return text
    if field.kind in ("date", "time"):
        try:
            moment = dt.datetime.fromisoformat(numbers.iso_date(text))
            if moment.tzinfo is not None:
                raise ValueError
            # As the engine reads it; a date alone stays one.
            alone = field.kind == "date" or ":" not in text
            return str(moment.date() if alone else moment)
        except ValueError:
            raise ValueError(translate("cells", "Write a date as 2018-03-31.")) from None
    return text


def written(field: Field, value: Any) -> str:
    """A bound as the user would write it again."""
    if value is None:
        return ""
    if field.kind == "share":
        return f"{numbers.locale().toString(float(value) * 100, 'g', 12)} %"
    if field.is_number:
        return str(value).replace(".", numbers.locale().decimalPoint())
    if field.kind in ("date", "time"):
        day, _, time = str(value).partition(" ")
        return f"{numbers.date(dt.date.fromisoformat(day))} {time}".strip()
    return str(value)


def bar_label(field: Field, bar: Bar) -> str:
    """Which values a bar of the histogram stands for."""
    show = formatter(field)
    if bar.low is None and bar.high is None:
        return translate("cells", "all others")
    if bar.high is None:
        return translate("cells", "{low} and more").format(low=show(bar.low))
    if bar.low == bar.high or (field.kind in WHOLE and bar.high - bar.low == 1):
        return show(bar.low)
    return translate("cells", "{low} to {high}").format(low=show(bar.low), high=show(bar.high))


def describe(one: Filter, field: Field, top_rows: int | None = None) -> str:
    """A filter as a short sentence.

    `top_rows` is how many rows the highest or lowest are with the equal values, where it is known.
    """
    show, name = formatter(field), field.name
    if one.kind in ("highest", "lowest"):
        return _top(one, name, top_rows)
    if one.kind == "blank":
        return translate("cells", "{name} is blank").format(name=name)
    if one.kind == "filled":
        return translate("cells", "{name} is filled").format(name=name)
    if one.kind == "contains":
        return translate("cells", "{name} contains “{text}”").format(
            name=name, text="".join(one.values[:1])
        )
    if one.kind == "range":
        low, high = (*one.values, None, None)[:2]
        if low is None:
            return translate("cells", "{name} up to {high}").format(name=name, high=show(high))
        if high is None:
            return translate("cells", "{name} from {low}").format(name=name, low=show(low))
        return translate("cells", "{name} from {low} to {high}").format(
            name=name, low=show(low), high=show(high)
        )
    if one.kind == "ordered":
        first, last = (numbers.date(dt.date.fromisoformat(day)) for day in one.values)
        return translate("cells", "{name} ordered from {first} to {last}").format(
            name=name, first=first, last=last
        )
    blank = translate("cells", "blank")
    listed = ", ".join(blank if v in (None, "") else show(v) for v in one.values[:_LISTED])
    sentences = {
        "is": translate("cells", "{name} is {values}"),
        "is_not": translate("cells", "{name} is not {values}"),
    }
    if len(one.values) > _LISTED:
        listed = translate("cells", "{values} or {count} others").format(
            values=listed, count=numbers.integer(len(one.values) - _LISTED)
        )
    return sentences[one.kind].format(name=name, values=listed)


def _top(one: Filter, name: str, rows: int | None) -> str:
    count = one.values[0]
    texts = {
        "highest": translate("cells", "{name}: {count:,} highest"),
        "lowest": translate("cells", "{name}: {count:,} lowest"),
    }
    said = counted(texts[one.kind], name=name, count=count)
    if rows is None or rows <= count:
        return said
    return counted(
        translate("cells", "{filter} ({rows:,} {rows|row|rows}, because values are equal)"),
        filter=said,
        rows=rows,
    )
