"""What every chart can do: hover, keyboard, drill down, pictures, values to copy."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from crri_gui.dashboard.palette import LIGHT, Theme
from crri_gui.gui.charts.axes import on_paper
from crri_gui.gui.charts.questions import Questions
from crri_gui.gui.charts.scene import Item, Scene, Spot, Values, draw_readout
from crri_gui.gui.charts.telling import places_of_ends, summary, tell_role
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import scroll_to
from crri_gui.gui.widgets.why import asks_why

if TYPE_CHECKING:
    from crri_gui.engine.query.browse import View

_KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Chart(QWidget):
    """A chart that paints its items. Subclasses say how in `draw`."""

    chosen = Signal(object)
    """A `View`: the rows behind the item that was clicked twice, or entered."""
    toggled = Signal(str)
    """The key of an item, where items are for selecting (`selects`)."""
    taken_back = Signal()
    """The click before was the first of two: what it selected is to be as it was."""

    def __init__(self, title: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.caption = ""
        self.missing = ""
        self.items: tuple[Item, ...] = ()
        self.values = Values()
        self.selects = False
        self.current: int | None = None
        self.questions = Questions(self, self._at_cursor, self._number_of)
        # What the last click was on, before it changed anything: its rows, and whether it selected.
        self._clicked: tuple[View | None, bool] = (None, False)
        self._appearance = appearance
        self._spots: list[Spot] = []
        self._second_click = self._by_keyboard = self._moved = False
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)

    def set_items(self, items: Sequence[Item], values: Values) -> None:
        """Show these instead; the cursor stays on the item of the same key."""
        before = self.items[self.current].key if self.current is not None else None
        self.items, self.values = () if self.missing else tuple(items), values
        keys = [item.key for item in self.items]
        self.current = keys.index(before) if before in keys else None
        self.tell()
        self.updateGeometry()
        self.update()

    def lacks(self, missing: str) -> None:
        """Say what the data lacks, in the place of the picture; the picture where it is nothing."""
        self.missing = missing
        self.tell()

    def paint_missing(self, painter: QPainter, area: QRectF, theme: Theme) -> None:
        """What the data lacks, in the middle."""
        painter.setPen(QColor(theme.muted))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(area, flags, self.missing)

    def say_more(self, scene: Scene, area: QRectF, count: int) -> QRectF:
        """Say below that so many items have no room on paper; the area above that."""
        high = scene.metrics().lineSpacing()
        scene.painter.setPen(QColor(scene.theme.muted))
        more = self.tr("{count} more in the window").format(count=numbers.integer(count))
        box = QRectF(area.left(), area.bottom() - high, area.width(), high)
        scene.painter.drawText(box, Qt.AlignmentFlag.AlignLeft, more)
        return area.adjusted(0, 0, 0, -high)

    def _paint(self, scene: Scene) -> None:
        if self.missing:
            self.paint_missing(scene.painter, scene.area, scene.theme)
        else:
            self.draw(scene)

    @abstractmethod
    def draw(self, scene: Scene) -> None:
        """Paint into the scene's area and note where the items are."""

    def natural_size(self) -> QSizeF:
        """The size at which the chart is saved."""
        return QSizeF(960, 480)

    @property
    def count(self) -> int:
        """How many items the cursor can be on."""
        return len(self.items)

    def view_of(self, index: int) -> View | None:
        """The rows behind an item."""
        return self.items[index].view

    def _at_cursor(self) -> int | None:
        return self.current

    def _number_of(self, index: int) -> object | None:
        return self.items[index].number if index < len(self.items) else None

    def name_of(self, index: int) -> str:
        """What an item is called."""
        return self.items[index].label

    def readout(self, index: int) -> tuple[str, ...]:
        """The lines told about an item, the first one its name."""
        return self.items[index].readout

    def describe(self, index: int) -> str:
        """What is told about an item, in one line."""
        return ", ".join(line for line in self.readout(index) if line)

    def value_in_words(self, index: int) -> str:
        """An item and its value alone."""
        return ", ".join(self.readout(index)[:2])

    def extremes(self) -> tuple[int, int] | None:
        """The items of the lowest and of the highest value; of equal values the first, twice."""
        known = [
            (item.value, place) for place, item in enumerate(self.items) if item.value is not None
        ]
        return places_of_ends(known)

    def table(self) -> Values:
        """The table behind the chart; measures are called as the window calls them."""
        return replace(self.values, header=tuple(map(of_dashboard, self.values.header)))

    def tell(self) -> None:
        """Whoever does not see the chart hears of the point at the cursor, or of the whole."""
        told = self._summary() if self.current is None else self.describe(self.current)
        self.setAccessibleDescription(told)
        if self.current is not None and self._by_keyboard:
            announce(self, told)

    def _summary(self) -> str:
        if self.missing:
            return self.missing
        ends = self.extremes() if self.count else None
        return summary(self.count, [self.value_in_words(end) for end in ends or ()])

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chart, the read-out at the cursor, and the frame of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._appearance.theme
        scene = Scene(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), theme, self.current)
        self._paint(scene)
        self._spots = scene.spots
        if self.current is not None:
            for spot in scene.spots:
                if spot.item == self.current:
                    painter.setFont(self.font())
                    draw_readout(painter, theme, self.size(), spot.anchor, self.readout(spot.item))
                    self._keep_in_sight(spot)
                    break
        self.draw_focus(painter, theme)
        painter.end()

    def _keep_in_sight(self, spot: Spot) -> None:
        """What scrolls follows the keyboard to an item, once that has its place."""
        if self._moved:
            self._moved = False
            QTimer.singleShot(0, self, partial(self._scroll_to, spot.area.toAlignedRect()))

    def _scroll_to(self, place: QRect) -> None:
        if self.hasFocus():  # else the next control is in sight by now, and stays so
            scroll_to(self, place)

    def draw_focus(self, painter: QPainter, theme: Theme) -> None:
        """A frame where the keyboard is."""
        if self.hasFocus() and self._by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def render_to(self, painter: QPainter, area: QRectF, theme: Theme = LIGHT) -> None:
        """Paint into any painter, in the light theme whatever the window's is."""
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        painter.setFont(on_paper(self.font()))
        self._paint(Scene(painter, QRectF(QPointF(0, 0), area.size()), theme))
        painter.restore()

    def copy_values(self) -> None:
        """The table behind the chart, for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.table().as_text())

    def show_table(self) -> None:
        """The values as a table, to be read cell by cell."""
        from crri_gui.gui.charts.values_table import ValuesTable

        shown = (self.title, self.caption, self.table(), self.copy_values)
        ValuesTable(self.window(), *shown, self._appearance.text_size).show()

    # Pointing

    def item_at(self, position: QPointF) -> int | None:
        """The item that a point means."""
        for spot in self._spots:
            if spot.area.contains(position):
                return spot.item
        return None

    def set_current(self, index: int | None) -> None:
        """Tell about this item."""
        if index == self.current:
            return
        self.current = index
        self.tell()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The cursor follows the mouse."""
        index = self.item_at(event.position())
        self.set_current(index)
        acts = index is not None and (self.selects or self.view_of(index) is not None)
        shape = Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is pointed at."""
        if not self._by_keyboard:
            self.set_current(None)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects where items are for selecting, and tells about the item elsewhere."""
        second, self._second_click = self._second_click, False
        if second or event.button() != Qt.MouseButton.LeftButton:
            return
        self._by_keyboard = False
        index = self.item_at(event.position())
        self.set_current(index)
        view = None if index is None else self.view_of(index)
        self._clicked = (view, self.selects and index is not None)
        self.toggle()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks show the rows of what the first one was on, whatever has moved meanwhile."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._second_click = True
        view, selected = self._clicked
        if selected:
            self.taken_back.emit()
        if view is not None:
            self.chosen.emit(view)

    def enter(self) -> None:
        """Show the rows of the item at the cursor."""
        if self.current is not None and (view := self.view_of(self.current)) is not None:
            self.chosen.emit(view)

    def toggle(self) -> None:
        """Select the item at the cursor, or take it out of the selection."""
        if self.selects and self.current is not None:
            self.toggled.emit(self.items[self.current].key)

    # Keyboard

    def moved(self, index: int, across: int, down: int) -> int:
        """The item beside another one; charts in two dimensions know better."""
        return min(max(index + across + down, 0), self.count - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Enter shows the rows, Space selects."""
        key = Qt.Key(event.key())
        self._by_keyboard = self._moved = True
        last = self.count - 1
        if key in _KEYS and last >= 0:
            if self.current is None:
                self.set_current(last if key in (Qt.Key.Key_Left, Qt.Key.Key_Up) else 0)
            else:
                self.set_current(self.moved(self.current, *_KEYS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and last >= 0:
            self.set_current(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif key == Qt.Key.Key_Space:
            self.toggle() if self.selects else self.enter()
        elif asks_why(event):
            self.questions.ask_why()
        elif key == Qt.Key.Key_Escape and self.current is not None:
            self.set_current(None)
        else:
            super().keyPressEvent(event)
            return
        event.accept()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame tells where the keyboard is."""
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The read-out goes with the focus."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._by_keyboard = False
            self.set_current(None)
        self.update()

    # Menu

    wants_menu = Signal(QPointF)
    """The menu of the chart is asked for; whoever owns the chart shows it."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu as the button's, for what is under the mouse."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and (index := self.item_at(QPointF(event.pos()))) is not None:
            self.set_current(index)
        self.wants_menu.emit(QPointF(event.globalPos()))

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the item at the cursor, and with the values."""
        if self.current is not None:
            if self.selects:
                menu.addAction(self.tr("Filter the page by this")).triggered.connect(self.toggle)
            if self.view_of(self.current) is not None:
                menu.addAction(self.tr("Show the rows in Tables")).triggered.connect(self.enter)
            self.questions.fill_menu(menu)
            if not menu.isEmpty():
                menu.addSeparator()
        self.offer_table(menu)

    def offer_table(self, menu: QMenu) -> None:
        """The values, to be read cell by cell."""
        menu.addAction(self.tr("Show as table")).triggered.connect(self.show_table)

    def sizeHint(self) -> QSize:
        """Charts take what room there is, and ask for little."""
        return QSize(320, max(self.minimumHeight(), 140))


tell_role(Chart)
