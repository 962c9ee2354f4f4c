"""What is said of months that are to be read with care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import QCoreApplication

from crri_gui.gui.i18n import numbers

translate = QCoreApplication.translate
_NAMED = 3


def note(flag: str) -> str:
    """Why a month of this flag is to be read with care, or nothing."""
    return {
        "partial": translate("Tab", "partial: the data does not cover the whole month"),
        "short": translate("Tab", "short: its orders begin late or end early"),
        "thin": translate("Tab", "stray: under 5 % of the usual orders"),
    }.get(flag, "")


def flagged(
    months: Sequence[str], flags: Mapping[str, str], tiny: AbstractSet[str], *, columns: bool
) -> str:
    """What the hollow dots of these months mean, or their pale columns, when there are any."""
    partial = [month for month in months if flags.get(month) == "partial"]
    short = [month for month in months if flags.get(month) == "short"]
    stray = [
        month
        for month in months
        if month not in (*partial, *short) and (month in flags or month in tiny)
    ]
    parts = []
    if partial:
        parts.append(
            translate("Tab", "{months} (not whole: the data begins or ends within)").format(
                months=named(partial)
            )
        )
    if short:
        parts.append(
            translate("Tab", "{months} (no order on its first or last days)").format(
                months=named(short)
            )
        )
    if stray:
        parts.append(
            translate("Tab", "{months} (hardly any orders: under 5 % of a usual month)").format(
                months=named(stray)
            )
        )
    if not parts:
        return ""
    said = translate("Tab", "Hollow dots: {why}.")
    if columns:
        said = translate("Tab", "Pale columns: {why}.")
    return said.format(why=", ".join(parts))


def named(months: Sequence[str]) -> str:
    """The months in words, the first few of many."""
    first = ", ".join(map(numbers.month, months[:_NAMED]))
    if len(months) <= _NAMED:
        return first
    return translate("Tab", "{months} and {count} more").format(
        months=first, count=len(months) - _NAMED
    )
