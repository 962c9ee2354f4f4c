"""What the Publish page shows belongs to the results, the target and the files of now."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.definitions import Definitions
from crri_gui.gui.pages.publish.page import PublishPage
from crri_gui.gui.state.session import Session
from tests.effort import exhaustive
from tests.gui.answers import cells, press_in_question
from tests.gui.conftest import WAIT, compute
from tests.gui.pages.publish.driving import (
    first_shop,
    idle,
    publish,
    publish_first,
    second_shop,
)
from tests.shops import FILES, Shop

pytestmark = pytest.mark.long


def shows_nothing(page: PublishPage) -> bool:
    """Whether the page says nothing about differences, and publishes nothing."""
    view = page.comparison
    parts = (view.verdict, view.tables, view.values, view.broken, view.doubtful, view.other_shop)
    return not page.publish.isEnabled() and not any(part.isVisible() for part in parts)


@exhaustive
def test_a_run_with_errors_takes_the_former_comparison_away(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    assert "Nothing changes" in page.comparison.verdict.text
    shop = first_shop()
    shop.customers.append(("c-o1", "somebody else", "RJ"))  # two versions of a customer: an error
    compute(session, shop.write(tmp_path / "raw"), qtbot)
    idle(session, qtbot)
    assert shows_nothing(page)
    assert "errors" in page._why_not.text()


@exhaustive
def test_a_run_that_fails_takes_the_former_comparison_away(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    (tmp_path / "raw" / FILES["orders"]).write_bytes(b"")
    session.run()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    idle(session, qtbot)
    assert session.run_problem is not None
    assert session.results is not None  # the former ones, to be looked at
    assert shows_nothing(page)
    assert "The last run failed" in page._why_not.text()


@exhaustive
def test_while_a_run_is_under_way_nothing_of_the_former_one_is_shown(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    session.run()
    assert session.running
    assert shows_nothing(page)
    session.cancel()
    qtbot.waitUntil(lambda: not session.running, timeout=WAIT)
    idle(session, qtbot)
    # The results are the former ones again, and so is what would change: compared anew.
    assert "Nothing changes" in page.comparison.verdict.text
    assert page.publish.isEnabled()


def test_other_results_are_compared_before_anything_is_said(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "one", target, qtbot)
    compute(session, second_shop().write(tmp_path / "two"), qtbot)
    assert "Nothing changes" not in page.comparison.verdict.text
    assert not page.publish.isEnabled()
    idle(session, qtbot)
    assert "would change:" in page.comparison.verdict.text
    rows = cells(page.comparison.values)
    # Order o4 of u1 comes, 40.00 in February; u1 had 10.00 and has 10 + 40 = 50.00.
    assert ["master_orders: rows that come", "1", "", "o4", "", ""] in rows
    assert ["rfm_customers: monetary", "1", "40.00", "u1", "10.00", "50.00"] in rows


def test_another_target_takes_the_comparison_away_at_once(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    other = tmp_path / "other"
    other.mkdir()
    session.set_target(other)
    assert "Nothing changes" not in page.comparison.verdict.text
    assert not page.publish.isEnabled()
    idle(session, qtbot)
    assert "Nothing is published in this folder yet" in page.comparison.verdict.text


def test_other_definitions_take_the_comparison_away_until_they_are_the_former_ones(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    session.set_definitions(Definitions(order_value="payments"))
    assert shows_nothing(page)
    session.set_definitions(Definitions())
    idle(session, qtbot)
    assert "Nothing changes" in page.comparison.verdict.text


def test_files_changed_by_something_else_take_the_comparison_away_at_once(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    file = target / "cohort_retention.csv"
    file.write_text(file.read_text().replace("3,3,1.0", "3,3,75.0"))
    qtbot.waitUntil(lambda: not page.publish.isEnabled(), timeout=WAIT)
    assert "changed by something else" in page.comparison.verdict.text
    page.compare.click()
    idle(session, qtbot)
    doubtful = page.comparison.doubtful
    assert doubtful.isVisible()
    assert "cohort_retention.csv was edited by hand since" in doubtful.text
    assert "retention_rate is outside 0 to 1 in 1 row" in doubtful.text
    # 75.0 published, 1.0 computed: 74.0 between them.
    assert cells(page.comparison.values) == [
        ["cohort_retention: retention_rate", "1", "74.00", "Jan 2017, Jan 2017", "75.00", "1.00"]
    ]


@exhaustive
def test_a_file_that_goes_while_another_page_is_shown_is_noticed(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    page.hide()
    (target / "ops_metrics.csv").unlink()
    page.show()
    qtbot.waitUntil(lambda: not page.publish.isEnabled(), timeout=WAIT)
    assert "Nothing changes" not in page.comparison.verdict.text


@exhaustive
def test_what_is_only_written_differently_is_called_just_that(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    publish_first(page, session, tmp_path / "raw", target, qtbot)
    file = target / "rfm_customers.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    page.compare.click()
    idle(session, qtbot)
    assert "No number changes" in page.comparison.verdict.text
    assert "CR LF" in page.comparison._form.text()
    assert not page.comparison.values.isVisible()


def customers(numbers: range) -> Shop:
    """Customers with an order each."""
    shop = Shop()
    for number in numbers:
        shop.add(f"o{number}", f"u{number}", f"2017-01-{1 + number % 28:02}", 10)
    return shop


def test_another_shop_is_asked_about_and_the_default_leaves_it(
    page: PublishPage, session: Session, tmp_path: Path, target: Path, qtbot: QtBot
) -> None:
    compute(session, customers(range(20)).write(tmp_path / "one"), qtbot)
    session.set_target(target)
    publish(page, session, qtbot)  # a first publication: nothing is asked
    before = (target / "master_orders.csv").read_bytes()
    compute(session, customers(range(50, 80)).write(tmp_path / "two"), qtbot)
    idle(session, qtbot)
    assert "another shop" in page.comparison.other_shop.text
    asked: list[str] = []
    press_in_question("Leave it as it is", asked)
    page.publish.click()
    idle(session, qtbot)
    assert "Customers in both: 0, of 20 published and 30 computed." in asked[0]
    assert (target / "master_orders.csv").read_bytes() == before
    press_in_question("Publish over it")
    publish(page, session, qtbot)
    assert (target / "master_orders.csv").read_bytes() != before
    assert not page.comparison.other_shop.isVisible()
