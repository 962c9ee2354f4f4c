"""The numbers of the report's visuals: the sample shop's, by the measures' SQL, as texts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.dax_model import ALWAYS, DaxModel
from build_scripts.report_files import measure_of, option
from crri_gui.dashboard.measures import RELATIONS, Measure
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.asking import Number, measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.query.dashboard.segmentation import Points, segmentation
from crri_gui.engine.results import open_results
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.sample.shop import make_shop

ORDERS = 10_000
PUBLISHED = "2018-09-17T06:00:00+00:00"
"""When the sample shop's CSVs are said to be published: the day after its last order."""
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Sample:
    """The sample shop's numbers.

    `value` is a measure over everything; `by` a measure for each value of the columns, in rows
    of those values and the number, the measure asked anew each time as Power BI does; `points`
    are the customers of the scatter; `rows` the answers of a question in SQL. `said` is a measure
    of the report by its DAX in an independent engine, under a filter of columns.
    """

    value: Callable[[str], Number | None]
    by: Callable[[Measure, Sequence[str]], list[tuple[Any, ...]]]
    points: Points
    rows: Callable[[str], list[tuple[Any, ...]]]
    said: Callable[[str, dict[str, list[Any]]], Any]


def written(value: Number | None, kind: str, decimals: int | None = None) -> str:
    """A value by its measure's format string."""
    if value is None:
        return "(Blank)"
    if kind == "percent":
        return f"{float(value):.{2 if decimals is None else decimals}%}"
    places = {"integer": 0}.get(kind, 2) if decimals is None else decimals
    return f"{value:,.{places}f}"


def card_text(visual: dict[str, Any], sample: Sample) -> str:
    """The figure on a card, in the card's unit and decimals."""
    measure = measure_of(visual, "Data")
    value = sample.value(measure.name)
    decimals = int(option(visual, "value", "labelPrecision", 2))
    unit = option(visual, "value", "labelDisplayUnits", 0.0)
    if value is not None and unit == 0 and measure.format != "percent":
        for size, letter in ((1e9, "bn"), (1e6, "M"), (1e3, "K")):
            if abs(float(value)) >= size:
                return f"{float(value) / size:,.{decimals}f}{letter}"
    return written(value, measure.format, decimals)


def changed(value: float | None, form: str) -> str:
    """A change by its measure's format: positive, negative and nothing."""
    if value is None:
        return "-"
    percent = "%" in form
    decimals = 1 if percent else 2
    shown = f"{value * 100 if percent else value:+,.{decimals}f}"
    if float(shown) == 0:
        shown = shown[1:]
    return shown + ("%" if percent else " points" if "points" in form else "")


def _by(db: DuckDB, measure: Measure, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    relation = f"({RELATIONS[measure.source]}) AS rows"
    rows = []
    for values in db.rows(f"SELECT DISTINCT {', '.join(columns)} FROM {relation}"):
        here = " AND ".join(f"{column} IS NOT DISTINCT FROM ?" for column in columns)
        ((value,),) = db.rows(
            f"WITH any_month AS (FROM {relation}), "
            f"selected AS (FROM {relation} WHERE {here}) SELECT {measure.sql} FROM selected",
            list(values),
        )
        rows.append((*values, value))
    return rows


@contextmanager
def the_sample(extensions: frozenset[str] = ALWAYS) -> Iterator[Sample]:
    """The sample shop's numbers, as long as they are asked for; with these groups of tables."""
    run = RunContext()
    with tempfile.TemporaryDirectory() as folder:
        raw, out = Path(folder) / "raw", Path(folder) / "published"
        make_shop(raw, ORDERS, 1)
        run_and_publish(run, Request(raw, extensions=extensions), Target(out))
        _date(out)
        model = DaxModel(out, extensions)
        results = open_results(run, Request(raw, extensions=extensions))
        with results.database(run) as db:
            yield Sample(
                lambda name: measure_values(db, NO_FILTERS, [name])[name],
                lambda measure, columns: _by(db, measure, columns),
                segmentation(db).points,
                db.rows,
                model.said_by_dax,
            )
            results.close()
        model.con.close()


def _date(published: Path) -> None:
    """The same time of publication in every picture."""
    manifest = json.loads((published / MANIFEST).read_bytes())
    manifest["created"] = PUBLISHED
    (published / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
