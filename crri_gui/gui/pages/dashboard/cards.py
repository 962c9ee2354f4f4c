"""The cards of the dashboard: a large number, and where it is going."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import Card
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.engine.query.dashboard.directions import Direction, Step
from crri_gui.gui.charts.sparkline import Sparkline
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract, of_dashboard
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.basics import button, label
from crri_gui.messages.formatting import NONE_OR_ALL, decimals_apart


def written(name: str, value: Number | None) -> str:
    """The value of a measure, as its format says."""
    return forms_of(name, value)[0]


def forms_of(name: str, value: Number | None) -> tuple[str, ...]:
    """The value of a measure in full, and in fewer characters where its format has such forms."""
    kind = BY_NAME[name].format
    if kind == "percent":
        return (numbers.percent(value, 2),)
    if kind == "number":
        return (numbers.number(value, 2),)
    if value is None:
        return (numbers.NONE,)
    if kind == "integer":
        return (numbers.integer(int(value)), numbers.compact_money(value))
    whole = numbers.money(value, cents=False)
    return (numbers.amount(value), whole, numbers.compact_amount(value))


def changed(name: str, change: float) -> str:
    """By how much a measure changed, with its sign: a share, or for rates points in a hundred."""
    kind = BY_NAME[name].format
    shown, least = (change, 2) if kind == "number" else (100 * change, 1)
    ends = NONE_OR_ALL if kind not in ("number", "percent") else (0,)
    # An arrow beside a change of 0.0 would point at nothing.
    text = numbers.number(shown, decimals_apart(shown, least, ends))
    sign = "+" if change > 0 else ""
    unit = {"number": "", "percent": " pp"}.get(kind, " %")
    return f"{sign}{text}{unit}"


class Fitting(QLabel):
    """A text that gives up words or digits, form by form, before it is cut with an ellipsis."""

    def __init__(self, kind: str = "") -> None:
        super().__init__(numbers.NONE)
        self.setObjectName(kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._forms: tuple[str, ...] = (numbers.NONE,)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Preferred)

    def tell(self, forms: tuple[str, ...]) -> None:
        """Show the first of these that fits."""
        self._forms = forms
        self.setToolTip(forms[0])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetricsF(self.font())
        room = self.contentsRect().width()
        fitting = (form for form in self._forms if metrics.horizontalAdvance(form) <= room)
        cut = metrics.elidedText(self._forms[-1], Qt.TextElideMode.ElideRight, room)
        self.setText(next(fitting, cut))


class MeasureCard(QFrame):
    """A measure: its name, its value, where it is going, and what it means.

    A double-click or Enter asks why it is what it is, as a chart opens the rows behind.
    """

    explained = Signal(str)
    why = Signal()

    def __init__(self, card: Card, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.name = card.measure
        self.key = card.name
        self.measure = BY_NAME[card.measure]
        self.direction: Direction | None = None
        self._better = card.better
        self._text = numbers.NONE
        self.figure = Fitting("figure")
        about = button(
            "?",
            self._explain,
            "link",
            name=self.tr("What does {name} mean?").format(name=of_dashboard(self.name)),
            tip=of_contract(self.measure.meaning),
        )
        head = QHBoxLayout()
        self._title = _narrow(label(of_dashboard(self.key), "muted", wrap=True))
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        head.addWidget(about, 0, Qt.AlignmentFlag.AlignTop)
        self._beside = _narrow(label("", "muted", wrap=True))
        self.sparkline = Sparkline(appearance)
        self._month = Fitting("muted")
        self._steps = (Fitting(), Fitting())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 10, 10)
        layout.setSpacing(0)
        layout.addLayout(head)
        for widget in (self.figure, self._beside, self.sparkline, self._month, *self._steps):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._beside, self.sparkline, self._month, *self._steps):
            widget.hide()
        unit = of_contract(self.measure.unit)
        asks = self.tr("Why this number? Double-click, Enter or Ctrl+I.")
        self.setToolTip(f"{of_contract(self.measure.meaning)} ({unit})\n{asks}")
        self._name()

    @property
    def title_height(self) -> int:
        """What the name takes in the width it has."""
        return self._title.heightForWidth(self._title.width())

    def hold_title(self, height: int) -> None:
        """Leave the name so much room: values stand in one line, whatever names lie above them."""
        if self._title.minimumHeight() != height:
            self._title.setMinimumHeight(height)

    @property
    def text(self) -> str:
        """The value in full."""
        return self._text

    @property
    def beside(self) -> str:
        """What is told beside the value, or nothing."""
        return " ".join(self.lines_beside)

    @property
    def lines_beside(self) -> list[str]:
        """That, in the lines that it has where a card is narrow."""
        return self._beside.text().splitlines()

    @property
    def told(self) -> tuple[str, ...]:
        """What is told of the latest complete month: its value, then each comparison."""
        if self.direction is None:
            return ()
        month = f"{numbers.month(self.direction.month)}: "
        now = f"{month}{written(self.name, self.direction.value)}"
        return (now, *(self._step_forms(step)[0] for step in self.direction.steps))

    def say(self, beside: str) -> None:
        """A figure without which the value misleads, below it; empty where there is none."""
        self._beside.setText(beside)
        self._beside.setToolTip(beside)
        self._beside.setVisible(bool(beside))
        self._name()

    def tell(self, value: Number | None) -> None:
        """Show a value; None is blank."""
        forms = forms_of(self.name, value)
        self._text = forms[0]
        self.figure.tell(forms)
        self._name()

    def direct(self, direction: Direction | None) -> None:
        """Show where the number is going: complete months alone, against former ones."""
        self.direction = direction
        steps = () if direction is None else direction.steps
        line = () if direction is None else direction.series
        series = tuple(None if value is None else float(value) for _, value in line)
        # Who has clicked a month is told that one, on the line of all.
        told = "" if direction is None else direction.month
        self.sparkline.show_values(
            series, next((place for place, (month, _) in enumerate(line) if month == told), None)
        )
        self.sparkline.setVisible(sum(value is not None for value in series) > 1)
        self._month.setVisible(direction is not None)
        if direction is not None:
            month = numbers.month(direction.month)
            forms = forms_of(self.name, direction.value)
            self._month.tell(tuple(f"{month}: {form}" for form in forms))
        for place, shown in enumerate(self._steps):
            shown.setVisible(place < len(steps))
            if place < len(steps):
                shown.tell(self._step_forms(steps[place]))
                shown.setObjectName(self._judged(steps[place]))
                shown.style().unpolish(shown)
                shown.style().polish(shown)
        self._name()

    def _step_forms(self, step: Step) -> tuple[str, ...]:
        """The comparison in words, then in fewer. Direction is told by arrow and sign."""
        month = numbers.month(step.month)
        if step.change is None:
            return tuple(f"{month}: {form}" for form in forms_of(self.name, step.value))
        arrow = "▲ " if step.change > 0 else "▼ " if step.change < 0 else ""
        change = f"{arrow}{changed(self.name, step.change)}"
        return (
            self.tr("{change} against {month}").format(change=change, month=month),
            self.tr("{change} vs {month}").format(change=change, month=month),
            f"{change}  {month}",
        )

    def _judged(self, step: Step) -> str:
        """better or worse, where there is no doubt which direction is the good one."""
        if not self._better or not step.change:
            return ""
        return "better" if (step.change > 0) == (self._better == "higher") else "worse"

    def _name(self) -> None:
        said = self.tr("{name}: {value} {unit}").format(
            name=self.key, value=self._text, unit=of_contract(self.measure.unit)
        )
        parts = (said, self.beside, "; ".join(self.told))
        self.setAccessibleName(". ".join(part for part in parts if part))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask why."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.why.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks why; what a button within does not take comes here too, and is not meant."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self.why.emit()
        else:
            super().keyPressEvent(event)

    def _explain(self) -> None:
        self.explained.emit(self.name)


def _narrow(made: QLabel) -> QLabel:
    """A label that does not decide how wide its card is: cards in a row are alike."""
    policy = QSizePolicy.Policy
    made.setSizePolicy(policy.Ignored, policy.Preferred)
    return made
