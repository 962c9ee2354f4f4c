"""A change of a definition is a draft until it is applied, and says before what it would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crri_gui.definitions import (
    OPTIONS,
    Definitions,
)
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.effect import Effect, effect
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import open_results
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.option_controls import (
    DateControl,
    NumberControl,
)
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.definitions.driving import pick


@pytest.fixture(scope="module")
def expected(shop: Path) -> Iterator[Callable[[Definitions], Effect]]:
    """What definitions change, asked of results that no window asks at the same time."""
    results = open_results(RunContext(), Request(shop))
    yield partial(effect, RunContext(), results)
    results.close()


# ---- A change is a draft until it is applied.


def test_every_choice_of_every_option_can_be_picked_and_applied(
    page: DefinitionsPage, session: Session
) -> None:
    for name, option in OPTIONS.items():
        for value in option.named:
            pick(page._rows[name], value)
            page.apply()
            assert getattr(session.definitions, name) == value


def test_a_change_holds_when_it_is_applied_and_can_be_undone(
    page: DefinitionsPage, session: Session
) -> None:
    assert not page.bar.apply.isEnabled()
    pick(page._rows["order_value"], "payments")
    assert session.definitions == Definitions()
    assert "not applied" in page._rows["order_value"]._mark.text()
    assert [i.text() for i in page.groups.list.findItems("●", Qt.MatchFlag.MatchContains)] == [
        "What an order is worth  ●"
    ]
    page.bar.apply.setFocus()
    page.bar.apply.click()
    assert QApplication.focusWidget() is page.groups.list
    assert session.definitions == Definitions(order_value="payments")
    assert page._rows["order_value"]._mark.text() == ""
    page.bar.undo.click()
    assert session.definitions == Definitions()
    assert not page.bar.undo.isVisible()


def test_a_draft_is_discarded(page: DefinitionsPage, session: Session) -> None:
    pick(page._rows["late"], "after_days")
    assert page.bar.discard.isVisible()
    page.bar.discard.click()
    assert page.pending() == []
    box = page._rows["late"].box
    assert box is not None and box.currentData() == "after_date"
    assert session.definitions == Definitions()


def test_an_option_that_does_not_matter_cannot_be_set(page: DefinitionsPage) -> None:
    days = page._rows["late_after_days"]
    assert not days.isEnabled()
    pick(page._rows["late"], "after_days")
    assert days.isEnabled()


def test_thresholds_that_contradict_are_refused(page: DefinitionsPage) -> None:
    option = page._rows["mid_value_from"]
    assert isinstance(option.own, NumberControl)
    option.own.setValue(10)
    assert "not below" in option._refused.text()
    assert page.pending() == []


def test_what_is_changed_elsewhere_takes_the_place_of_the_draft(
    page: DefinitionsPage, session: Session
) -> None:
    pick(page._rows["order_value"], "payments")
    session.set_definitions(Definitions(statuses="all"))
    assert page.pending() == []
    box = page._rows["statuses"].box
    assert box is not None and box.currentData() == "all"


def test_what_was_changed_elsewhere_meanwhile_is_not_undone(
    page: DefinitionsPage, session: Session
) -> None:
    pick(page._rows["order_value"], "payments")
    page.apply()
    session.set_definitions(Definitions(statuses="all"))
    assert not page.bar.undo.isVisible()
    page.undo()
    assert session.definitions == Definitions(statuses="all")


def test_the_wheel_does_not_change_a_definition(page: DefinitionsPage) -> None:
    page.show_view("order_value")
    box = page._rows["order_value"].box
    assert box is not None
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)
    assert page.pending() == []


# ---- What a change would do.


def test_a_change_says_what_it_does_before_it_is_applied(
    on_data: DefinitionsPage, expected: Callable[[Definitions], Effect], qtbot: QtBot
) -> None:
    page = on_data
    assert "shown here before it is applied" in page.bar.text.text()
    pick(page._rows["statuses"], "all")
    told = str(expected(Definitions(statuses="all")).text)
    qtbot.waitUntil(lambda: page.bar.text.text() == told, timeout=WAIT)
    assert told.startswith("Revenue +")
    assert page._rows["statuses"]._effect.text() == told
    # Two changes: each one alone beside it, both together at the foot.
    pick(page._rows["order_value"], "items_freight")
    both = Definitions(statuses="all", order_value="items_freight")
    together = str(expected(both).text)
    alone = str(expected(Definitions(order_value="items_freight")).text)
    qtbot.waitUntil(lambda: page._rows["order_value"]._effect.text() == alone, timeout=WAIT)
    assert page.bar.text.text() == together
    assert page._rows["statuses"]._effect.text() == told
    page.bar.discard.click()
    assert page._rows["statuses"]._effect.text() == ""


def test_who_leaves_the_page_leaves_the_lane_to_others(
    on_data: DefinitionsPage, session: Session, qtbot: QtBot
) -> None:
    pick(on_data._rows["statuses"], "all")
    on_data.hide()
    qtbot.waitUntil(lambda: not session.queries.busy, timeout=WAIT)
    assert on_data._effects.of(Definitions(statuses="all")) is None
    on_data.show()
    qtbot.waitUntil(lambda: on_data.bar.text.text().startswith("Revenue +"), timeout=WAIT)


def test_what_a_run_would_refuse_is_said(on_data: DefinitionsPage, qtbot: QtBot) -> None:
    own = on_data._rows["snapshot"].own
    assert isinstance(own, DateControl)
    pick(on_data._rows["snapshot"], "YYYY-MM-DD")
    own.setDate(QDate(2001, 1, 1))
    qtbot.waitUntil(lambda: "2001-01-01" in on_data.bar.text.text(), timeout=WAIT)
    assert on_data.bar.text.objectName() == "state_error"


def test_applying_computes_the_numbers_that_were_told(
    page: DefinitionsPage,
    session: Session,
    shop: Path,
    expected: Callable[[Definitions], Effect],
    qtbot: QtBot,
) -> None:
    compute(session, shop, qtbot)
    before = session.results
    assert before is not None
    pick(page._rows["statuses"], "all")
    told = expected(Definitions(statuses="all")).after
    page.bar.apply.click()
    assert session.running
    assert page.bar.text.text() == "The numbers are being computed."
    assert not page.bar.apply.isEnabled()
    qtbot.waitUntil(lambda: not session.running and session.results is not before, timeout=WAIT)
    assert session.results is not None
    assert session.results.totals["revenue"] == told.revenue
    assert session.results.totals["orders"] == told.orders
    assert not session.stale
    page.bar.undo.click()
    qtbot.waitUntil(lambda: not session.running and not session.stale, timeout=WAIT)
    assert session.definitions == Definitions()
    assert session.results.totals["orders"] == before.totals["orders"] < told.orders


def test_what_the_data_has_none_of_is_said(on_data: DefinitionsPage) -> None:
    assert on_data._rows["guests"]._concerned.text() == "This data has none."
    assert on_data._rows["review_blank"]._concerned.text().startswith("In this data: ")
