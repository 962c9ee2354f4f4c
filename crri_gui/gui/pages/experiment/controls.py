"""The controls of the window of experiments, and how they stand on a page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDoubleSpinBox,
    QFormLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from crri_gui.gui.widgets.basics import card, column, fit_into_page, label, scrolled
from crri_gui.gui.widgets.keys import OneStop

MOST = 100_000_000
_ARROW = 40
"""What stands beside a date in its field, in pixels."""


class Day(OneStop, QDateEdit):
    """A date with room for all its digits, which Qt takes for its arrow where a style is set."""

    def sizeHint(self) -> QSize:
        """As wide as the date and the arrow."""
        hint = super().sizeHint()
        wide = self.fontMetrics().horizontalAdvance(f"{self.text()}00") + _ARROW
        return QSize(max(hint.width(), wide), hint.height())

    def minimumSizeHint(self) -> QSize:
        """No narrower."""
        return self.sizeHint()


def percent(name: str) -> QDoubleSpinBox:
    """A field for a share in percent."""
    made = QDoubleSpinBox()
    made.setAccessibleName(name)
    made.setRange(0, 100)
    made.setDecimals(2)
    made.setSingleStep(0.1)
    made.setSuffix(" %")
    fit_into_page(made)
    return made


def number(name: str, least: int) -> QSpinBox:
    """A field for a whole number."""
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(least, MOST)
    made.setGroupSeparatorShown(True)
    fit_into_page(made)
    return made


def form_of(*controls: QWidget) -> QFormLayout:
    """Controls below one another, each after its name."""
    made = QFormLayout()
    made.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
    made.setHorizontalSpacing(12)
    for control in controls:
        name = label(control.accessibleName())
        name.setBuddy(control)
        # As high as its row, it stands in the middle of it.
        name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        made.addRow(name, control)
    return made


def page_of(*parts: QWidget | QLayout) -> QScrollArea:
    """What one part of the window shows."""
    made = scrolled(column(card(column(*parts, spacing=8)), None))
    inside = made.widget()
    assert inside is not None
    around = inside.layout()
    assert around is not None
    around.setContentsMargins(0, 0, 0, 0)
    return made
