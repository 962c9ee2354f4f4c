"""A chart under its title, with a menu of what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.errors import CrriError
from crri_gui.gui.charts import pictures
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.i18n.words import of_contract, of_dashboard
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import Restyled, Scroller, button, label
from crri_gui.gui.widgets.choosing import choose_new_file
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import ToolButton

_LEAST_HIGH = 160
_AROUND_TITLE = 12


class _Rows(Scroller):
    """It scrolls instead of making the page as high as its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_HIGH)

    def sizeHint(self) -> QSize:
        """Of some rows. Ignoring it instead, Qt's layouts ignored the least height too."""
        return QSize(super().sizeHint().width(), _LEAST_HIGH)


class ChartCard(QFrame):
    """A chart under its title, with a menu of what can be done with it.

    `note` says what the chart is of, `hint` what can be done with it here; `controls` stand in
    its head, before the menu, or below where they would press the title.
    """

    explained = Signal(str)
    enlarge_asked = Signal(object)
    """The card is to fill the page, or to go back to its place."""

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
        self.is_large = False
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self._title = label(chart.title, "heading", wrap=True)
        self._title.setBuddy(chart)
        self._title.setToolTip(self.tr("Double-click enlarges the chart"))
        self.head.addWidget(self._title, 1)
        self._controls = QWidget(self)  # shown without a parent it would be a window
        flow = Flow(6)
        for control in controls:
            flow.addWidget(control)
        self._controls.setLayout(flow)
        self._controls.setVisible(bool(controls))
        self._beside = False
        if about:
            self.head.addWidget(
                button(
                    "?",
                    self._explain,
                    "link",
                    name=self.tr("What does {name} mean?").format(name=of_dashboard(about)),
                    tip=of_contract(BY_NAME[about].meaning) if about in BY_NAME else "",
                )
            )
        self._more = ToolButton()
        self._more.setText("⋯")
        self._more.setObjectName("link")
        self._more.setAccessibleName(
            self.tr("What can be done with the chart {title}").format(title=chart.title)
        )
        self._more.setToolTip(self.tr("Enlarge, copy or save this chart"))
        self._more.clicked.connect(self._menu_at_button)
        self.head.addWidget(self._more)
        self.note = label("", "muted", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 12, 12)
        layout.setSpacing(6)
        layout.addLayout(self.head)
        layout.addWidget(self._controls)
        layout.addWidget(self.note)
        layout.addWidget(self._scrolled(chart) if scrolls else chart, 1)
        chart.wants_menu.connect(self._menu_at)
        Restyled(self, self.place_controls)
        self.say(note)

    def _scrolled(self, chart: Chart) -> QScrollArea:
        area = _Rows()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(chart)
        # A scroll area gives its content a ground of its own, which is not the card's.
        chart.setAutoFillBackground(False)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Controls go where they have room."""
        super().resizeEvent(event)
        self.place_controls()

    def place_controls(self) -> None:
        """Beside the title where both have room in one line."""
        if self._controls.isHidden():
            return
        title = self._title.fontMetrics().horizontalAdvance(self.chart.title) + _AROUND_TITLE
        signs = (self.head.itemAt(place) for place in range(1, self.head.count()))
        others = sum(
            item.sizeHint().width() + self.head.spacing()
            for item in signs
            if item is not None and item.widget() is not self._controls
        )
        needed = title + others + self._controls.sizeHint().width() + self.head.spacing()
        beside = needed <= self.head.geometry().width()
        if beside == self._beside:
            return
        self._beside = beside
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        if beside:
            column.removeWidget(self._controls)
            self.head.insertWidget(1, self._controls)
        else:
            self.head.removeWidget(self._controls)
            column.insertWidget(1, self._controls)

    def say(self, note: str) -> None:
        """Sentences below the title: `note` goes on paper too, the hint is for the window."""
        self.chart.caption = note
        self.note.setText(" ".join(part for part in (note, self._hint) if part))
        self.note.setVisible(bool(self.note.text()))

    def menu(self) -> QMenu:
        """What can be done with the chart."""
        menu = QMenu(self)
        self.chart.fill_menu(menu)
        large = self.tr("Back to the page (Esc)") if self.is_large else self.tr("Enlarge")
        for text, do in (
            (large, self._ask_to_enlarge),
            (self.tr("Copy as picture"), self._copy_picture),
            (self.tr("Copy as table"), self._copy),
            (self.tr("Save as PNG…"), self._save_png),
            (self.tr("Save as SVG…"), self._save_svg),
        ):
            menu.addAction(text).triggered.connect(do)
        return menu

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the head, above the chart."""
        if event.position().y() <= self.head.geometry().bottom() + 4:
            self._ask_to_enlarge()
            return
        super().mouseDoubleClickEvent(event)

    def _ask_to_enlarge(self) -> None:
        self.enlarge_asked.emit(self)

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

    def _copy_picture(self) -> None:
        QGuiApplication.clipboard().setImage(pictures.picture(self.chart))
        self._session.say(self.tr("The picture of the chart is copied."))

    def _save_png(self) -> None:
        self._save("png", self.tr("PNG picture (*.png)"), pictures.save_png)

    def _save_svg(self) -> None:
        self._save("svg", self.tr("SVG picture (*.svg)"), pictures.save_svg)

    def _save(self, ending: str, kinds: str, save: Callable[[Chart, Path], None]) -> None:
        name = f"{self.chart.title}.{ending}"
        path = choose_new_file(self, self.tr("Save the chart"), name, kinds, self._session.settings)
        if path is None:
            return
        if refusal := self._session.refusal(path):
            self._session.problem.emit(refusal)
            return
        try:
            save(self.chart, path)
        except CrriError as error:
            self._session.problem.emit(error)
        else:
            self._session.say(self.tr("Saved as {path}.").format(path=path))
