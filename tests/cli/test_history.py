"""The history: records that survive, the oldest that go, and what differs between two."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from crri_gui.definitions import Definitions
from crri_gui.engine import history
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import open_results
from crri_gui.errors import OutputError, UsageError
from tests.shops import Shop

NOON = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)


def record(folder: Path, shop: Shop, definitions: Definitions | None = None) -> history.Record:
    """The record of a run over the shop."""
    request = Request(shop.write(folder), definitions or Definitions())
    results = open_results(RunContext(), request)
    try:
        return history.record_of(RunContext(), results, NOON)
    finally:
        results.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> history.Record:
    """The record of a run over one order."""
    return record(tmp_path_factory.mktemp("raw"), Shop().add("o1", "u1", "2017-01-02", "10.50"))


def test_a_record_says_what_went_in_and_what_came_out(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-01-02", "10.50").add("o2", "u1", "2017-02-03", "20.00")
    made = record(tmp_path / "raw", shop)
    assert made.created == "2026-11-22T12:00:00+00:00"
    assert made.months == {"2017-01": "10.50", "2017-02": "20.00"}
    assert made.totals["revenue"] == "30.50"
    assert [taken[0] for taken in made.inputs] == [
        "orders",
        "customers",
        "order_items",
        "order_payments",
    ]
    assert sum(made.segments.values()) == 1
    history.write(tmp_path / "history", made)
    assert history.read_all(tmp_path / "history") == [made]
    assert history.definitions_of(made) == Definitions()


def test_what_differs_between_two_runs(tmp_path: Path) -> None:
    one = Shop().add("o1", "u1", "2017-01-02", "10.50")
    other = Shop().add("o1", "u1", "2017-01-02", "11.00").add("o2", "u2", "2017-02-03", "20.00")
    first = record(tmp_path / "a", one)
    second = record(tmp_path / "b", other, Definitions(order_value="items_freight"))
    found = history.differences(first, second)
    assert found.definitions == [("order_value", "items", "items_freight")]
    assert found.months == [
        ("2017-01", Decimal("10.50"), Decimal("11.00")),
        ("2017-02", None, Decimal("20.00")),
    ]
    assert ("orders", "1", "2") in found.totals
    assert {name for name, _, _ in found.inputs} >= {"orders", "order_items"}
    assert history.differences(first, first).none


def test_publications_are_noted_once_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "history"
    made = record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "1.00"))
    history.write(folder, made)
    marked = history.mark_published(folder, made, tmp_path / "x")
    marked = history.mark_published(folder, marked, tmp_path / "y")
    marked = history.mark_published(folder, marked, tmp_path / "x")
    assert history.read_all(folder)[0].published == (str(tmp_path / "y"), str(tmp_path / "x"))


def test_the_oldest_records_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 3)
    made = record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "1.00"))
    for number in range(5):
        history.write(tmp_path / "history", replace(made, id=f"2026-{number}"))
    assert [kept.id for kept in history.read_all(tmp_path / "history")] == [
        "2026-4",
        "2026-3",
        "2026-2",
    ]


def test_a_damaged_record_does_not_hide_the_others(tmp_path: Path) -> None:
    made = record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "1.00"))
    history.write(tmp_path / "history", made)
    for name, content in (("a", "{"), ("b", "[]"), ("c", '{"id": 1}'), ("d", "\0")):
        (tmp_path / "history" / f"{name}.json").write_text(content, encoding="utf-8")
    assert history.read_all(tmp_path / "history") == [made]


def test_definitions_of_another_version_are_refused(tmp_path: Path) -> None:
    made = record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "1.00"))
    with pytest.raises(UsageError, match="another version"):
        history.definitions_of(replace(made, definitions={"moon_phase": "full"}))


def test_a_history_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    made = record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "1.00"))
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be added to the history"):
        history.write(tmp_path / "file", made)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../elsewhere"},
        {"id": "another"},
        {"inputs": [["orders", "o.csv", "0", "1"]]},
        {"inputs": ["orders"]},
        {"totals": {"revenue": 3}},
        {"months": []},
        {"segments": {"High Value": "1"}},
        {"published": [3]},
        {"seconds": "long"},
        {"more": 1},
        None,
    ],
    ids=str,
)
def test_a_record_that_was_tampered_with_is_set_aside_and_said(
    made: history.Record,
    tmp_path: Path,
    change: dict[str, object] | None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tmp_path / "history"
    for name in ("20260101", "20260102"):
        history.write(folder, replace(made, id=name))
    file = folder / "20260102.json"
    content = json.loads(file.read_text())
    file.write_text("[" * 100_000 if change is None else json.dumps({**content, **change}))
    assert [one.id for one in history.read_all(folder)] == ["20260101"]
    assert (folder / "20260102.json.damaged").exists() and not file.exists()
    assert "20260102.json.damaged" in caplog.text
    assert len(list(folder.iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of Unix")
def test_a_history_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    made = replace(
        record(tmp_path / "raw", Shop().add("o1", "u1", "2017-01-02", "10.50")), id="20260101"
    )
    folder = tmp_path / "history"
    folder.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (folder / ".20260101.new").symlink_to(victim)
    os.mkfifo(folder / "20260102.json")
    history.write(folder, made)
    assert history.read_all(folder) == [made]
    assert victim.read_text() == "precious"
