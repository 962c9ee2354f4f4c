"""Questions to the engine, and lines of statements by their kind."""

from __future__ import annotations

from crri_gui.contract import EXTENSIONS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.explain.answer import Explanation
from crri_gui.engine.explain.asked import (
    Asked,
)
from crri_gui.engine.explain.explanation import explain
from crri_gui.engine.results import Results
from tests.shops import FILES

EVERY = frozenset(EXTENSIONS)


def answer(results: Results, asked: Asked) -> Explanation:
    return explain(RunContext(), results, asked)


ITEMS, ORDERS = FILES["order_items"], FILES["orders"]


def line_named(results: Results, statement: str, kind: str) -> int:
    [found] = [one for one in results.data.report.statements if one.code == statement]
    [place] = [n for n, line in enumerate(found.lines) if line.is_a(kind)]
    return place
