"""Small widgets that several pages are made of."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crri_gui.errors import CrriError, each_of
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.widgets.announcing import announce, seen, spoken
from crri_gui.gui.widgets.pressing import PushButton

MARGIN = 24
GAP = 12
_EMPTY_WIDTH = 520
_GAP_AROUND = 8
_FRAME = 24
"""A window's frame and title need so many pixels, roughly."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Paragraph(QLabel):
    """A text of several lines, all of which have room.

    Qt's layouts ask for the height of such a text by a width that it does not get in the end, and a
    page that scrolls then cuts off its last lines.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def minimumSizeHint(self) -> QSize:
        """All lines that there are in the width it has."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def label(text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """A text; `kind` is an object name of the style sheet (title, heading, muted, ...)."""
    made = _Paragraph(text) if wrap else QLabel(text)
    made.setObjectName(kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if wrap:
        policy = made.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        made.setSizePolicy(policy)
    return made


def label_of(control: QWidget, text: str, kind: str = "") -> QLabel:
    """The text that names a control: the key that it marks with & goes there."""
    made = label(text, kind)
    made.setBuddy(control)
    return made


class Restyled(QObject):
    """Calls `do` when a widget, with all within it, has other colours or text of another size."""

    def __init__(self, widget: QWidget, do: Callable[[], object]) -> None:
        super().__init__(widget)
        self._do = do
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The style comes before the fonts of what is in it."""
        if event.type() == QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._do)
        return False


def show_example(field: QLineEdit, example: str) -> None:
    """An example stands in an empty field; who hears it alone would take it for what was typed."""
    field.setPlaceholderText(example)
    told = QCoreApplication.translate("basics", "For example {text}").format(text=example)
    field.setAccessibleDescription(told if example else "")


def question(parent: QWidget, title: str, text: str, more: str) -> QMessageBox:
    """A box that asks; its texts are plain, whatever names are in them."""
    asked = QMessageBox(parent)
    asked.setIcon(QMessageBox.Icon.Question)
    asked.setTextFormat(Qt.TextFormat.PlainText)
    asked.setWindowTitle(title)
    asked.setText(text)
    asked.setInformativeText(more)
    return asked


def tip(text: str) -> str:
    """A text of the data as a tool tip: Qt would take what looks like HTML for it, and load it."""
    return f"<qt>{escape(text)}</qt>".replace("\n", "<br>") if "<" in text else text


def button(
    text: str, action: Callable[[], object], kind: str = "", *, name: str = "", tip: str = ""
) -> QPushButton:
    """A button that calls a bound method; `name` says in full what a short text leaves open."""
    made = PushButton(text)
    made.setObjectName(kind)
    made.setAccessibleName(spoken(text, name))
    # A sign alone is made wide enough to be hit.
    made.setProperty("sign", not seen(text))
    made.setToolTip(tip)
    made.clicked.connect(action)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def card(layout: QLayout) -> QFrame:
    """A framed surface around a layout."""
    made = QFrame()
    made.setObjectName("card")
    layout.setContentsMargins(16, 14, 16, 14)
    made.setLayout(layout)
    return made


def row(*widgets: QWidget | None, spacing: int = GAP) -> QHBoxLayout:
    """Widgets beside each other; None is a space that takes what is left."""
    made = QHBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        else:
            made.addWidget(widget)
    return made


def column(*widgets: QWidget | QLayout | None, spacing: int = GAP) -> QVBoxLayout:
    """Widgets below each other; None is a space that takes what is left."""
    made = QVBoxLayout()
    made.setSpacing(spacing)
    for widget in widgets:
        if widget is None:
            made.addStretch(1)
        elif isinstance(widget, QLayout):
            made.addLayout(widget)
        else:
            made.addWidget(widget)
    return made


class Scroller(QScrollArea):
    """It leaves to whoever follows the focus how far it scrolls.

    Qt's own shows the middle of a control that is larger than its room. Where one area scrolls in
    another, both do so, and the control is out of sight then.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move the focus alone."""
        return QWidget.focusNextPrevChild(self, forward)


class _Following(Scroller):
    """Scrolls to the control that gets the focus, by Tab or otherwise."""

    def __init__(self) -> None:
        super().__init__()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        # What is clicked stays below the pointer.
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        inside = self.widget()
        if now is None or inside is None or pressed or not inside.isAncestorOf(now):
            return
        # Of what scrolls within its card, the card's part of it is to be seen.
        around = now.parentWidget()
        while around is not None and around is not inside:
            now = around if isinstance(around, QScrollArea) else now
            around = around.parentWidget()
        # Qt's `ensureWidgetVisible` is content with the cursor of a field.
        room = self.viewport().height()
        gap = max(0, min(_GAP_AROUND, (room - now.height()) // 2))
        top = now.mapTo(inside, QPoint(0, 0)).y() - gap
        bar, below = self.verticalScrollBar(), top + now.height() + 2 * gap
        if below - top > room:
            bar.setValue(min(max(bar.value(), top), below - room))
        else:
            bar.setValue(min(max(bar.value(), below - room), top))


def scroll_to(widget: QWidget, place: QRect) -> None:
    """Have a place of the widget seen in everything around it that scrolls."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea) and (inside := around.widget()) is not None:
            at = QRect(widget.mapTo(inside, place.topLeft()), place.size())
            for end in (at.bottomRight(), at.topLeft()):
                around.ensureVisible(end.x(), end.y(), 0, 0)
        around = around.parentWidget()


def scrolled(layout: QLayout) -> QScrollArea:
    """A page's content that scrolls when it is higher than the window."""
    inside = QWidget()
    inside.setObjectName("page")
    layout.setContentsMargins(MARGIN, 20, MARGIN, MARGIN)
    inside.setLayout(layout)
    area = _Following()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    # The controls inside take the focus; scrolling follows them.
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def fit_into_screen(dialog: QDialog, width: int, height: int, percent: int) -> None:
    """Give a dialog its size for this size of text, as far as the screen has room with a frame."""
    room = dialog.screen().availableGeometry()
    scale = max(100, percent) / 100
    dialog.resize(
        min(round(width * scale), room.width() - _FRAME),
        min(round(height * scale), room.height() - 2 * _FRAME),
    )


def line() -> QFrame:
    """A hairline between two parts."""
    made = QFrame()
    made.setObjectName("line")
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def monospaced(made: QWidget) -> None:
    """Digits below digits."""
    font = QFont(made.font())
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
    made.setFont(font)


class WheelGuard(QObject):
    """Lets the wheel scroll the page over a control that it would change unnoticed."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel is the control's only while it has the focus."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget):
            event.setAccepted(watched.hasFocus())
            return not watched.hasFocus()
        return False


def fit_into_page(widget: QWidget) -> None:
    """A control inside a page that scrolls: the wheel is the page's, the text has its margin."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(WheelGuard(widget))
    if isinstance(widget, QAbstractSpinBox):
        # The style sheet's padding does not reach the field within.
        widget.lineEdit().setTextMargins(6, 0, 0, 0)


class Notice(QFrame):
    """A sentence on a coloured ground: what, what to do, and perhaps buttons."""

    def __init__(self, kind: str = "note") -> None:
        super().__init__()
        self.setObjectName("notice")
        self._what = label("", "what", wrap=True)
        self._more = label("", "", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        layout = column(self._what, self._more, self._buttons, spacing=6)
        layout.setContentsMargins(14, 10, 14, 10)
        self.setLayout(layout)
        self.set_kind(kind)
        self.hide()

    @property
    def text(self) -> str:
        """What stands there."""
        return f"{self._what.text()} {self._more.text()}".strip()

    def set_kind(self, kind: str) -> None:
        """note, ok, warning or error."""
        self.setProperty("kind", kind)
        # The headline has its colour by the kind too, and Qt dresses only what it is told to.
        for dressed in (self, self._what):
            dressed.style().unpolish(dressed)
            dressed.style().polish(dressed)

    def tell(self, kind: str, what: str, more: str = "") -> None:
        """Show this instead of what stood there, and say it to those who do not see it come."""
        before = "" if self.isHidden() else self.text
        self.set_kind(kind)
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setAccessibleName(self.text)
        self.show()
        if self.isVisible() and self.text != before:
            announce(self, self.text, urgent=kind == "error")

    def tell_problem(self, error: CrriError | None) -> None:
        """Show a problem: what happened, where, and what to do in the window; None hides it."""
        if error is None:
            self.hide()
            return
        (what, remedy), *more = map(_problem, each_of(error))
        self.tell("error", what, "\n\n".join((remedy, *map("\n".join, more))))

    def offer(self, made: QPushButton) -> None:
        """Add a button at its foot."""
        self._buttons.insertWidget(self._buttons.count() - 1, made)


def _problem(error: CrriError) -> tuple[str, str]:
    """What happened, with where, and what to do."""
    where = f" [{translate_message(error.where)}]" if error.where else ""
    return f"{translate_message(error.what)}{where}", translate_message(error.remedy)


class EmptyState(QWidget):
    """What a page shows when there is nothing yet: why, and the one thing to do."""

    def __init__(self, title: str, text: str, action: str, do: Callable[[], object]) -> None:
        super().__init__()
        title_label = label(title, "heading")
        title_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text_label = label(text, "muted", wrap=True)
        text_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = button(action, do, "primary")
        inside = column(title_label, text_label, row(None, self.button, None), spacing=GAP)
        inside.setContentsMargins(0, 0, 0, 0)
        holder = QWidget()
        holder.setLayout(inside)
        # A fixed width, so that the wrapped text knows how high it is.
        holder.setFixedWidth(_EMPTY_WIDTH)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(row(None, holder, None))
        outer.addStretch(3)
