"""The cards of the dashboard: a large number, or a chart with its menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.engine.query.dashboard.asking import Number
from crri_gui.errors import CrriError
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_contract
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import button, label
from crri_gui.gui.widgets.choosing import choose_new_file


def written(name: str, value: Number | None) -> str:
    """The value of a measure, as its format says."""
    kind = BY_NAME[name].format
    if kind == "integer":
        return numbers.integer(None if value is None else int(value))
    if kind == "percent":
        return numbers.percent(value, 2)
    if kind == "money":
        return numbers.amount(value)
    return numbers.number(value, 2)


class Figure(QLabel):
    """A large number that gives up its cents, then its digits, before it is cut off."""

    def __init__(self) -> None:
        super().__init__(numbers.NONE)
        self.setObjectName("figure")
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
        self.setText(next(fitting, self._forms[-1]))


class MeasureCard(QFrame):
    """A measure: its name, its value, its unit, and what it means."""

    explained = Signal(str)

    def __init__(self, name: str, key: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.name = name
        self.key = key
        self.measure = BY_NAME[name]
        self.figure = Figure()
        about = button(
            "?",
            self._explain,
            "link",
            name=self.tr("What does {name} mean?").format(name=name),
            tip=of_contract(self.measure.meaning),
        )
        head = QHBoxLayout()
        head.addWidget(_narrow(label(key, "muted")), 1)
        head.addWidget(about)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 10, 12)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.figure)
        layout.addWidget(_narrow(label(of_contract(self.measure.unit), "muted")))
        self._beside = _narrow(label("", "muted"))
        self._beside.hide()
        layout.addWidget(self._beside)
        self.setToolTip(of_contract(self.measure.meaning))

    @property
    def text(self) -> str:
        """The value in full."""
        return self._text

    _text = numbers.NONE

    @property
    def beside(self) -> str:
        """What is told beside the value, or nothing."""
        return self._beside.text()

    def say(self, beside: str) -> None:
        """A figure without which the value misleads, below it; empty where there is none."""
        self._beside.setText(beside)
        self._beside.setToolTip(beside)
        self._beside.setVisible(bool(beside))
        self._name()

    def tell(self, value: Number | None) -> None:
        """Show a value; None is blank."""
        self._text = written(self.name, value)
        forms: tuple[str, ...] = (self._text,)
        if self.measure.format == "money" and value is not None:
            whole = numbers.money(value, cents=False)
            forms = (self._text, whole, numbers.compact_amount(value))
        elif self.measure.format == "integer" and value is not None:
            forms = (self._text, numbers.compact_money(value))
        self.figure.tell(forms)
        self._name()

    def _name(self) -> None:
        said = self.tr("{name}: {value} {unit}").format(
            name=self.key, value=self._text, unit=of_contract(self.measure.unit)
        )
        self.setAccessibleName(f"{said}. {self.beside}" if self.beside else said)

    def _explain(self) -> None:
        self.explained.emit(self.name)


class ChartCard(QFrame):
    """A chart under its title, with a menu of what can be done with it.

    `note` says what the chart is of, `hint` what can be done with it here; `controls` stand in
    its head, before the menu.
    """

    explained = Signal(str)

    def __init__(
        self,
        session: Session,
        chart: Chart,
        *,
        about: str = "",
        note: str = "",
        hint: str = "",
        scrolls: bool = False,
        controls: Sequence[QWidget] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self.chart = chart
        self._session = session
        self._about = about
        self._hint = hint
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        title = label(chart.title, "heading")
        title.setBuddy(chart)
        self.head.addWidget(title)
        self.head.addStretch(1)
        for control in controls:
            self.head.addWidget(control)
        if about:
            self.head.addWidget(
                button(
                    "?",
                    self._explain,
                    "link",
                    name=self.tr("What does {name} mean?").format(name=about),
                    tip=of_contract(BY_NAME[about].meaning) if about in BY_NAME else "",
                )
            )
        self._more = QToolButton()
        self._more.setText("⋯")
        self._more.setObjectName("link")
        self._more.setAccessibleName(
            self.tr("What can be done with the chart {title}").format(title=chart.title)
        )
        self._more.setToolTip(self.tr("Save or copy this chart"))
        self._more.clicked.connect(self._menu_at_button)
        self.head.addWidget(self._more)
        self.note = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 12)
        layout.setSpacing(6)
        layout.addLayout(self.head)
        layout.addWidget(self.note)
        layout.addWidget(self._scrolled(chart) if scrolls else chart, 1)
        chart.wants_menu.connect(self._menu_at)
        self.say(note)

    def _scrolled(self, chart: Chart) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(chart)
        # A scroll area gives its content a ground of its own, which is not the card's.
        chart.setAutoFillBackground(False)
        area.setMinimumHeight(200)
        return area

    def say(self, note: str) -> None:
        """Sentences below the title: `note` goes on paper too, the hint is for the window."""
        self.chart.caption = note
        self.note.setText(" ".join(part for part in (note, self._hint) if part))
        self.note.setVisible(bool(self.note.text()))

    def menu(self) -> QMenu:
        """What can be done with the chart."""
        menu = QMenu(self)
        self.chart.fill_menu(menu)
        for text, do in (
            (self.tr("Save as PNG…"), self._save_png),
            (self.tr("Save as SVG…"), self._save_svg),
            (self.tr("Copy values"), self._copy),
        ):
            menu.addAction(text).triggered.connect(do)
        return menu

    def _menu_at_button(self) -> None:
        self._popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _menu_at(self, position: QPointF) -> None:
        self._popup(position.toPoint())

    def _popup(self, position: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def _explain(self) -> None:
        self.explained.emit(self._about)

    def _copy(self) -> None:
        self.chart.copy_values()
        self._session.say(self.tr("The values of the chart are copied."))

    def _save_png(self) -> None:
        self._save("png", self.tr("PNG picture (*.png)"), self.chart.save_png)

    def _save_svg(self) -> None:
        self._save("svg", self.tr("SVG picture (*.svg)"), self.chart.save_svg)

    def _save(self, ending: str, kinds: str, save: Callable[[Path], None]) -> None:
        name = f"{self.chart.title}.{ending}"
        path = choose_new_file(self, self.tr("Save the chart"), name, kinds, self._session.settings)
        if path is None:
            return
        if refusal := self._session.refusal(path):
            self._session.problem.emit(refusal)
            return
        try:
            save(path)
        except CrriError as error:
            self._session.problem.emit(error)
        else:
            self._session.say(self.tr("Saved as {path}.").format(path=path))


def _narrow(made: QLabel) -> QLabel:
    """A label that does not decide how wide its card is: cards in a row are alike."""
    policy = QSizePolicy.Policy
    made.setSizePolicy(policy.Ignored, policy.Preferred)
    return made
