"""Exports as real hands leave them, in the window: the clean twin's numbers, or a question."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crri_gui.gui.state.session import Session
from tests.effort import tries
from tests.engine.ingest.test_forms_matrix import (
    ASKED,
    DATES,
    KINDS,
    WRITERS,
    clean_and_in_forms,
    in_forms,
)
from tests.gui.conftest import compute

pytestmark = pytest.mark.long

ANSWERED = [kind for kind in KINDS if DATES[kind[1]][1] is None]


def rows_of(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    assert session.results is not None
    with session.results.cursor() as con:
        names = [table.name for table in session.results.data.tables]
        return {name: con.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in names}


@pytest.mark.parametrize(("amount", "date", "ids", "writer"), ANSWERED[:: tries(9, 1)])
def test_any_forms_give_the_numbers_of_the_clean_twin(
    session: Session, tmp_path: Path, qtbot: QtBot, amount: str, date: str, ids: str, writer: str
) -> None:
    clean, dirty = clean_and_in_forms(tmp_path, amount, date, ids, writer)
    compute(session, clean, qtbot)
    expected = rows_of(session)
    compute(session, dirty, qtbot)
    assert session.publishable
    assert rows_of(session) == expected


@pytest.mark.parametrize("date", ASKED)
def test_what_is_asked_keeps_the_results_from_being_published(
    session: Session, tmp_path: Path, qtbot: QtBot, date: str
) -> None:
    WRITERS["csv"](tmp_path, in_forms("plain", date, "plain"))
    compute(session, tmp_path, qtbot)
    assert session.results is not None
    errors = session.results.data.report.errors
    assert {finding.code for finding in errors} == {ASKED[date]}
    assert not session.publishable
