"""What the report says beside the measures of the dashboards: hidden measures, made from its pages.

They are the report's own: changes on cards, findings above charts, what stands below them. The
measures of `crri_gui.dashboard.measures` are what users put into visuals of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crri_gui.dashboard.measures.measure import Measure
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.language import Language


@dataclass(frozen=True)
class Told:
    """A hidden measure: its DAX in lines, the folder it lies in, and its format if a number."""

    name: str
    description: str
    dax: str
    folder: str
    format: str = ""


def text(value: str) -> str:
    """A text as DAX writes it."""
    return '"' + value.replace('"', '""') + '"' if value else "BLANK ()"


def sentence(template: str, **parts: str) -> str:
    """DAX: a text with what is in its braces; each of `parts` is DAX."""
    pieces = enumerate(re.split(r"\{(\w+)\}", template))
    return " & ".join(
        parts[piece] if number % 2 else text(piece) for number, piece in pieces if piece
    )


def month_name(key: str, say: Language) -> str:
    """DAX: the month of a key YYYYMM as "Aug 2018"."""
    wide = len(say.months) // 12
    start = f"{wide} * MOD ( {key}, 100 ) - {wide - 1}"
    year = f'FORMAT ( INT ( DIVIDE ( {key}, 100 ) ), "0" )'
    return f'MID ( {text(say.months)}, {start}, {wide} ) & " " & {year}'


def day_name(moment: str, say: Language) -> str:
    """DAX: the day of a text that begins with YYYY-MM-DD, as the language writes days."""
    parts = {"year": "LEFT ( {}, 4 )", "month": "MID ( {}, 6, 2 )", "day": "MID ( {}, 9, 2 )"}
    return sentence(say.signs.day, **{name: part.format(moment) for name, part in parts.items()})


def written(measure: Measure, value: str, shop: Shop, say: Language) -> str:
    """DAX: a value of the measure as text, amounts from ten thousand on shortened."""

    def shown(number: str, form: str) -> str:
        return f'FORMAT ( {number}, "{form}", {text(say.culture)} )'

    if measure.format == "integer":
        return shown(value, "#,0")
    if measure.format == "percent":
        return shown(value, "0.00%")
    if measure.format == "number":
        return shown(value, "#,0.00")
    exact = "#,0" + (f".{'0' * shop.money_decimals}" if shop.money_decimals else "")
    sign = f"{text(shop.currency_symbol + ' ')} & " if shop.currency_symbol else ""
    millions = shown(f"DIVIDE ( {value}, 1000000 )", "#,0.00")
    thousands = shown(f"DIVIDE ( {value}, 1000 )", "#,0.0")
    return (
        f"{sign}SWITCH ( TRUE (), "
        f"ABS ( {value} ) >= 1000000, {sentence(say('{amount}M'), amount=millions)}, "
        f"ABS ( {value} ) >= 10000, {sentence(say('{amount}K'), amount=thousands)}, "
        f"{shown(value, exact)} )"
    )
