"""What a screen reader is told of a chart: that it is one, and what it shows, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from crri_gui.gui.i18n.words import counted

translate = QCoreApplication.translate


def tell_role(kind: type[QWidget]) -> None:
    """Widgets of this kind are charts; Qt would call them parts of a window."""

    def interface(_: str, thing: QObject) -> QAccessibleWidget | None:
        if isinstance(thing, kind):
            return QAccessibleWidget(thing, QAccessible.Role.Chart)
        return None

    QAccessible.installFactory(interface)


def summary(values: int, ends: Sequence[str]) -> str:
    """How many values; the lowest and the highest where there are such `ends`."""
    if not values:
        return translate("charts", "Nothing to show.")
    count = counted(translate("charts", "{count:,} {count|value|values}"), count=values)
    if not ends:
        return count
    low, high = ends
    if low == high:
        said = translate("charts", "{count}. Lowest and highest: {one}.")
        return said.format(count=count, one=low)
    return translate("charts", "{count}. Lowest: {low}. Highest: {high}.").format(
        count=count, low=low, high=high
    )


def places_of_ends(known: Sequence[tuple[float, int]]) -> tuple[int, int] | None:
    """The places of the lowest and of the highest of these values; of equal ones the first."""
    if not known:
        return None
    low, high = min(known), max(known)
    return low[1], low[1] if low[0] == high[0] else high[1]
