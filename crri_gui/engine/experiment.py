"""Experiments with a shop's own customers: how many there are, who gets what, what came of it."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from crri_gui.contract import NAMED_SEGMENTS, REPEAT_BY_MONTH_DAYS, SEGMENTS
from crri_gui.engine.core import durable
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.formula_text import guarded
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Examined, Request, examined
from crri_gui.engine.publish.places import refuse_place
from crri_gui.engine.report import refuse_errors
from crri_gui.errors import InputError, UsageError
from crri_gui.models.experiments import CONTROL, TREATMENT, Arm, Outcome, assigned, compared

COLUMNS = ("customer_unique_id", "arm")
RECENT_DAYS = 90
"""The days at the end of the data whose customers say how soon arms fill, where it has as many."""


@dataclass(frozen=True)
class OwnFigures:
    """What the shop's own data says: the share of customers who buy again within `days` days, and
    the different customers of the last `recent_days` days that the data covers.
    """

    days: int
    rate: float | None
    recent_days: int
    recent_customers: int

    def days_to_fill(self, per_arm: int) -> int | None:
        """How long two arms take to fill with customers as they come; None where none come."""
        if not self.recent_customers:
            return None
        return ceil(2 * per_arm * self.recent_days / self.recent_customers)


@dataclass(frozen=True)
class Selection:
    """Whom an experiment is about: customers of these segments, states and months of orders.

    What is empty or None leaves nobody out.
    """

    segments: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    months: tuple[str, str] | None = None


@dataclass(frozen=True)
class Result:
    """The arms, by the orders of the days `since` to `until`, and how they differ.

    `unknown` are assigned customers whom the shop's counted orders do not know.
    """

    since: dt.date
    until: dt.date
    treatment: Arm
    control: Arm
    outcome: Outcome
    unknown: int


def own_figures(run: RunContext, request: Request) -> OwnFigures:
    """How often customers of this shop buy again, and how many come. Raises as a run does."""
    with examined(run, replace(request, looking=True)) as data:
        refuse_errors(data.report)
        with data.database(run).cursor() as db:
            return figures_of(db)


def figures_of(db: DuckDB) -> OwnFigures:
    """The same of a run's database."""
    # Without known customers there are no rates.
    rate = db.scalar(
        "SELECT max(repeat_rate) FROM repeat_rates WHERE days = $days",
        {"days": REPEAT_BY_MONTH_DAYS},
    )
    first, last = db.row(
        """SELECT cast(min(first_at) AS date), cast(max(last_at) AS date)
           FROM raw_months WHERE order_month IN (SELECT order_month FROM month_calendar)"""
    )
    days = 0 if last is None else min(RECENT_DAYS, (last - first).days + 1)
    customers = db.scalar(
        """SELECT count(DISTINCT customer_unique_id) FROM master_orders
           WHERE cast(purchased_at AS date) > cast($last AS date) - $days""",
        {"last": last, "days": days},
    )
    return OwnFigures(REPEAT_BY_MONTH_DAYS, rate, days, int(customers))


def assign(
    run: RunContext,
    request: Request,
    selection: Selection,
    seed: int,
    per_arm: int | None,
    target: Path,
) -> dict[str, int]:
    """Write a CSV of `COLUMNS`, an arm for each selected customer; the customers of each arm.

    At most `per_arm` customers are in an arm, drawn by the same seed. Raises `UsageError` where
    nobody is selected or the file exists, which may be an experiment that is running.
    """
    if target.exists():
        raise UsageError("experiment_exists", file=target)
    # Pseudonyms have to be those of later runs, so their key is kept.
    with examined(run, request) as data:
        refuse_errors(data.report)
        refuse_place([data.found], target)
        with data.database(run).cursor() as db:
            customers = customers_of(db, selection)
    if len(customers) < 2:
        raise UsageError("experiment_without_customers", count=len(customers))
    arms = assigned(customers, seed, per_arm)
    lines = [",".join(COLUMNS)]
    lines += [f"{_quoted(guarded(who))},{arm}" for who, arm in arms.items()]
    run.commit_point()
    part = target.with_name(f".{target.name}.part")
    try:
        durable.write(target, ("\n".join(lines) + "\n").encode(), via=part)
    except OSError as error:
        raise durable.explain(error, target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    found = [*arms.values()]
    return {arm: found.count(arm) for arm in (TREATMENT, CONTROL)}


def result(
    run: RunContext,
    request: Request,
    assignment: Path,
    days: tuple[dt.date, dt.date | None],
    confidence: float,
) -> Result:
    """How many of each arm bought between these days, both included. Raises as `read_assignment`.

    Without a last day it is that of the data. Raises `UsageError` where the data ends before.
    """
    since, until = days
    if until is not None and until < since:
        raise UsageError("experiment_days_backwards", first=since, last=until)
    arms = read_assignment(assignment)
    with examined(run, replace(request, looking=True)) as data:
        refuse_errors(data.report)
        since, until = _days(run, data, since, until)
        with data.database(run).cursor() as db:
            known = {who for (who,) in db.rows("SELECT customer_unique_id FROM customer_orders")}
            bought = {
                who
                for (who,) in db.rows(
                    """SELECT DISTINCT customer_unique_id FROM master_orders
                       WHERE cast(purchased_at AS date) BETWEEN $since AND $until""",
                    {"since": since, "until": until},
                )
            }
    made = {
        arm: Arm(
            sum(1 for one in arms.values() if one == arm),
            sum(1 for who, one in arms.items() if one == arm and who in bought),
        )
        for arm in (TREATMENT, CONTROL)
    }
    outcome = compared(made[TREATMENT], made[CONTROL], confidence)
    unknown = len(arms.keys() - known)
    return Result(since, until, made[TREATMENT], made[CONTROL], outcome, unknown)


def read_assignment(file: Path) -> dict[str, str]:
    """The arm of each customer of a CSV that `assign` has written.

    Raises `InputError` with the line that cannot be read, names no arm, or names a customer again.
    """
    arms: dict[str, str] = {}
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened)
            header = [name.strip() for name in next(reader, [])]
            if not {*COLUMNS} <= {*header}:
                raise InputError("assignment_columns", columns=COLUMNS, file=file, line=1)
            places = [header.index(name) for name in COLUMNS]
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    _add(arms, cells, places, file, reader.line_num)
    except OSError as error:
        raise InputError("assignment_unreadable", reason=error.strerror, file=file) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("assignment_unreadable", reason=str(error), file=file) from error
    for arm in (TREATMENT, CONTROL):
        if arm not in arms.values():
            raise InputError("assignment_without_arm", arm=arm, file=file)
    return arms


def _add(
    arms: dict[str, str], cells: Sequence[str], places: Sequence[int], file: Path, line: int
) -> None:
    if len(cells) <= max(places):
        raise InputError("assignment_line_short", file=file, line=line)
    who, arm = (cells[place].strip() for place in places)
    # As it was guarded against formulas when it was written.
    if who.startswith("'") and guarded(who[1:]) == who:
        who = who[1:]
    if arm not in (TREATMENT, CONTROL):
        raise InputError("assignment_arm", arm=arm, file=file, line=line, column="arm")
    if who in arms:
        raise InputError("assignment_twice", customer=who, file=file, line=line, column=COLUMNS[0])
    arms[who] = arm


def _days(
    run: RunContext, data: Examined, since: dt.date, until: dt.date | None
) -> tuple[dt.date, dt.date]:
    """The days that count. Raises `UsageError` where the data does not reach them."""
    with data.database(run).cursor() as db:
        last: dt.date | None = db.scalar("SELECT cast(max(last_at) AS date) FROM raw_months")
    if last is None or last < (until or since):
        raise UsageError("experiment_not_over", day=until or since, last=last or "-")
    return since, until or last


def customers_of(db: DuckDB, selection: Selection) -> list[str]:
    """The customers; raises `UsageError` for a segment or state that there is not."""
    segments = (*SEGMENTS, *NAMED_SEGMENTS)
    for name in selection.segments:
        if name not in segments:
            raise UsageError("explain_value_unknown", name="segment", value=name, values=segments)
    states = [
        state
        for (state,) in db.rows(
            "SELECT DISTINCT coalesce(customer_state, '') AS s FROM master_orders ORDER BY s"
        )
    ]
    for name in selection.states:
        if name not in states:
            raise UsageError(
                "explain_value_unknown", name="customer_state", value=name, values=states
            )
    first, last = selection.months or ("0000-00", "9999-99")
    rows = db.rows(
        """SELECT DISTINCT o.customer_unique_id
           FROM master_orders AS o
           INNER JOIN rfm_customers AS r ON o.customer_unique_id = r.customer_unique_id
           INNER JOIN rfm_scored AS s ON o.customer_unique_id = s.customer_unique_id
           INNER JOIN named_segment_cells AS n
               ON s.recency_of_5 = n.recency_of_5 AND s.frequency_of_5 = n.frequency_of_5
           WHERE o.order_month BETWEEN $first AND $last
               AND (len($states) = 0 OR list_contains($states, coalesce(o.customer_state, '')))
               AND (len($segments) = 0 OR list_contains($segments, r.segment)
                    OR list_contains($segments, n.named_segment))""",
        {
            "first": first,
            "last": last,
            "states": [*selection.states],
            "segments": [*selection.segments],
        },
    )
    return [who for (who,) in rows]


def _quoted(text: str) -> str:
    """A cell of a CSV."""
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text
