"""Every page walked by real Tab keys: each stop is named, seen, in sight, and none is skipped."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crri_gui.gui.charts.bars import BarChart
from crri_gui.gui.charts.chart import Chart
from crri_gui.gui.pages.dashboard.cards import MeasureCard
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.rail import Rail
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.theme.appearance import Appearance, Choice
from crri_gui.gui.widgets.announcing import seen
from tests.effort import exhaustive
from tests.gui.conftest import WAIT

MOST = 150
TARGET = 24
"""The least width and height of what is pressed (WCAG 2.5.8)."""
AROUND = 6


@pytest.fixture(autouse=True)
def listening(qapp: QApplication) -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def interruptions(qapp: QApplication) -> Iterator[list[str]]:
    """What came up unasked and waits for an answer; it is closed, or the walk would never end."""
    told: list[str] = []

    def close() -> None:
        waiting = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if waiting is not None:
            told.append(f"{named(waiting)} {waiting.windowTitle()!r} came up unasked")
            waiting.close()

    timer = QTimer()
    timer.timeout.connect(close)
    timer.start(1000)
    yield told
    timer.stop()


def idle(session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not session.worker.busy and not session.queries.busy, timeout=WAIT)


def words(text: str) -> str:
    """Its words alone, in small letters."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def labels_of(widget: QWidget) -> list[str]:
    label = QAccessible.RelationFlag.Label
    found = QAccessible.queryAccessibleInterface(widget).relations(label)
    return [other.text(QAccessible.Text.Name) for other, relation in found if relation & label]


def faults_of(widget: QWidget) -> Iterator[str]:
    """What is wrong with what a screen reader is given, and with the size of the target."""
    told = QAccessible.queryAccessibleInterface(widget)
    name, value = told.text(QAccessible.Text.Name), told.text(QAccessible.Text.Value)
    if not (name or value or labels_of(widget)):
        yield "has no name"
    if isinstance(widget, QComboBox) and not labels_of(widget):
        yield "has no label, by which alone it is named on Linux"
    child = told.focusChild() if isinstance(widget, QTabBar) else None
    for one in (told, child) if child is not None else (told,):
        for text in map(one.text, (QAccessible.Text.Name, QAccessible.Text.Description)):
            if "&&" in text or ", ." in text:
                yield f"tells {text!r}"
    if isinstance(widget, QAbstractButton):
        if words(seen(widget.text())) not in words(name):
            yield f"reads {widget.text()!r} and is called {name!r}"
        grouped = widget.autoExclusive() or widget.group() is not None
        if grouped and told.role() == QAccessible.Role.CheckBox:
            yield "is one of several and no radio button"
    if isinstance(widget, Chart):
        if told.role() != QAccessible.Role.Chart:
            yield "is a chart that is called another thing"
        if not told.text(QAccessible.Text.Description):
            yield "is a chart that tells nothing of its data"
    if min(widget.width(), widget.height()) < TARGET:
        yield f"is too small: {widget.width()} x {widget.height()}"
    if not in_sight(widget):
        yield "is not wholly in sight"


def in_sight(widget: QWidget) -> bool:
    """Of what is larger than the part that scrolls, as much as fits."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    room = widget.size() if area is None else widget.size().boundedTo(area.viewport().size())
    seen_part = widget.visibleRegion().boundingRect()
    return seen_part.width() >= room.width() - 2 and seen_part.height() >= room.height() - 2


def item_in_sight(chart: BarChart, item: int) -> bool:
    return chart.visibleRegion().boundingRect().contains(spot_of(chart, item))


def picture(window: QWidget, widget: QWidget) -> QImage:
    """The widget with a margin, as it is now."""
    place = widget.rect().translated(widget.mapTo(window, QPoint(0, 0)))
    return window.grab(place.adjusted(-AROUND, -AROUND, AROUND, AROUND)).toImage()


def named(widget: QWidget) -> str:
    name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {name!r}"


def press(key: Qt.Key, window: QWidget) -> QWidget:
    """The control that has the focus after this key."""
    QTest.keyClick(focus() or window, key)
    QApplication.processEvents()
    after = focus()
    assert after is not None
    return after


def focus() -> QWidget | None:
    """The control that has the focus."""
    return QApplication.focusWidget()


def walk(window: QWidget) -> list[str]:
    """The faults of all stops of the page that is shown."""
    first = now = focus() or press(Qt.Key.Key_Tab, window)
    stops: list[QWidget] = []
    faults = []
    while len(stops) < MOST:
        stops.append(now)
        faults += [f"{named(now)} {fault}" for fault in faults_of(now)]
        with_focus = picture(window, now)
        after = press(Qt.Key.Key_Tab, window)
        if after is now:
            return [*faults, f"Tab does not leave {named(now)}"]
        if now.isVisible() and picture(window, now) == with_focus:
            faults.append(f"{named(now)} does not show the focus")
        now = after
        if now is first:
            break
    else:
        faults.append(f"Tab does not come back to {named(first)}")
    back = [press(Qt.Key.Key_Backtab, window)]
    while back[-1] is not first and len(back) < MOST:
        back.append(press(Qt.Key.Key_Backtab, window))
    faults += [f"Tab skips {named(one)}" for one in back if one not in stops]
    faults += [f"Shift+Tab skips {named(one)}" for one in stops if one not in back]
    reached = {*stops, *back}
    faults += [f"No key reaches {named(one)}" for one in stops_of(window) if one not in reached]
    return faults


def stops_of(window: QWidget) -> Iterator[QWidget]:
    """What a user presses or chooses, but for buttons of which arrows reach the others."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QComboBox | Chart):
            continue
        exclusive = isinstance(widget, QAbstractButton) and (
            widget.autoExclusive() or widget.group() is not None
        )
        inner = (
            isinstance(widget.parent(), QTabBar) or widget.focusPolicy() == Qt.FocusPolicy.NoFocus
        )
        if widget.isVisible() and widget.isEnabled() and not exclusive and not inner:
            yield widget


def shown_tabs(window: Window, step: str, session: Session, qtbot: QtBot) -> Iterator[str]:
    """Show the pages of the dashboard in turn, and give their names; other pages have one."""
    bar = window.page(step).findChild(QTabBar) if step == "dashboard" else None
    if bar is None:
        yield ""
        return
    for place in filter(bar.isTabVisible, range(bar.count())):
        bar.setCurrentIndex(place)
        idle(session, qtbot)
        qtbot.wait(50)
        yield bar.tabText(place)


def has_ticks(page: QWidget) -> bool:
    """Whether there is something to tick."""
    return page.findChild(QCheckBox) is not None


def hidden_labels(window: QWidget) -> list[str]:
    """Labels of which another text is told than the one that is seen."""
    return [
        f"label {made.text()!r} is told as {made.accessibleName()!r}"
        for made in window.findChildren(QLabel)
        if made.isVisible() and made.accessibleName() and made.text() not in made.accessibleName()
    ]


@pytest.fixture
def appearance(session: Session) -> Iterator[Appearance]:
    """Of the window; the next one has text of its usual size again."""
    yield session.appearance
    session.appearance.set_text_size(100)


@pytest.fixture
def look(request: pytest.FixtureRequest) -> tuple[Choice, int, int, int]:
    """Theme, size of text, width and height; a language is chosen before there is a window."""
    theme, text, width, height, language = request.param
    if language != "en":
        request.getfixturevalue("portuguese")
    return theme, text, width, height


@exhaustive
@pytest.mark.parametrize(
    "look",
    [("light", 100, 1280, 800, "en"), ("dark", 200, 1024, 700, "pt_BR")],
    indirect=True,
    ids=["light", "dark and large"],
)
def test_every_page_can_be_walked_by_tab(
    look: tuple[Choice, int, int, int],
    appearance: Appearance,
    window: Window,
    with_results: Session,
    tmp_path: Path,
    interruptions: list[str],
    qtbot: QtBot,
) -> None:
    session = with_results
    theme, text, width, height = look
    appearance.choose(theme)
    appearance.set_text_size(text)
    window.resize(width, height)
    session.set_target(tmp_path)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    faults: list[str] = []
    for step in steps.STEPS:
        window.show_page(step)
        idle(session, qtbot)
        if step == "definitions":  # the statuses of the data are on their way
            qtbot.waitUntil(partial(has_ticks, window.page(step)), timeout=WAIT)
        for name in shown_tabs(window, step, session, qtbot):
            found = [*walk(window), *hidden_labels(window)]
            faults += [f"{step} {name}: {fault}" for fault in dict.fromkeys(found)]
    window.show_help("keys")
    shown = window.findChild(Help)
    assert shown is not None
    qtbot.waitUntil(shown.isActiveWindow, timeout=WAIT)
    faults += [f"help: {fault}" for fault in walk(shown)]
    shown.close()
    faults += interruptions
    assert not faults, "\n".join(faults)


def test_a_page_that_is_opened_takes_no_focus_from_the_window(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    """A control that is shown before it has a place comes up as a window of its own."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    for step in steps.STEPS:
        window.show_page(step)
        idle(with_results, qtbot)
        for name in shown_tabs(window, step, with_results, qtbot):
            assert window.isActiveWindow(), f"{step} {name}"


@pytest.fixture
def tall_chart(
    appearance: Appearance, window: Window, with_results: Session, qtbot: QtBot
) -> BarChart:
    """A chart of the dashboard that is higher than what a small window shows of it."""
    appearance.set_text_size(200)
    window.resize(1024, 700)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    window.show_page("dashboard")
    idle(with_results, qtbot)
    (chart,) = (one for one in window.findChildren(BarChart) if one.isVisible())
    return chart


def test_a_chart_that_scrolls_is_in_sight_and_so_is_the_item_at_its_cursor(
    tall_chart: BarChart, window: Window, qtbot: QtBot
) -> None:
    chart = tall_chart
    while press(Qt.Key.Key_Tab, window) is not chart:
        pass
    # It comes into sight once the page is laid out, which may take a while.
    qtbot.waitUntil(lambda: in_sight(chart), timeout=WAIT)
    assert chart.visibleRegion().boundingRect().top() < chart.height() / chart.count
    for key, item in ((Qt.Key.Key_End, chart.count - 1), (Qt.Key.Key_Home, 0)):
        press(key, window)
        chart.grab()
        assert chart.current == item
        qtbot.waitUntil(partial(item_in_sight, chart, item), timeout=WAIT)


def test_who_leaves_a_chart_at_once_is_not_scrolled_back_to_it(
    tall_chart: BarChart, window: Window
) -> None:
    chart = tall_chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(chart, Qt.Key.Key_End)
    chart.grab()  # it has its cursor in its place, to which the page will scroll
    first = window.page("dashboard").findChildren(MeasureCard)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert in_sight(first)


def spot_of(chart: Chart, item: int) -> QPoint:
    """Where an item stands."""
    steps = range(chart.height())
    middle = chart.width() / 2
    return next(QPoint(int(middle), y) for y in steps if chart.item_at(QPointF(middle, y)) == item)


def test_the_rail_is_one_stop_and_tells_the_page_that_is_shown(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    window.show_page("tables")
    idle(with_results, qtbot)
    rail = window.findChild(Rail)
    assert rail is not None
    buttons = rail.findChildren(QAbstractButton)
    window.setFocus()
    stops = [press(Qt.Key.Key_Tab, window) for _ in range(40)]
    (stop,) = {one for one in stops if one in buttons}
    told = QAccessible.queryAccessibleInterface(stop)
    assert told.text(QAccessible.Text.Name).startswith("Tables")
    assert told.role() == QAccessible.Role.RadioButton
    assert bool(told.state().checked)
