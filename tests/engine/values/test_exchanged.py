"""Day and month that a spreadsheet has exchanged in some rows: never a wrong month in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import duckdb
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import examine_only
from crri_gui.engine.values.times import read_times
from tests.engine.adapt.test_adapt import export

# An order of 1.50 every third day from January to June 2018: 24 of the 60 have a day up to 12.
DAYS = [date(2018, 1, 1) + timedelta(3 * n) for n in range(60)]
EPOCH = date(1899, 12, 30)


def exchanged(day: date) -> date:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else day


def day_first(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def month_first(day: date) -> str:
    return f"{day:%m/%d/%Y}"


def told(written: Callable[[int, date], str], *, unsorted: bool = False) -> list[Finding]:
    """The findings on a column of these days, each written by its number and day."""
    rows = [[written(n, day)] for n, day in enumerate(DAYS)]
    if unsorted:
        Random(3).shuffle(rows)
    db = DuckDB(RunContext(), duckdb.connect())
    db.execute("CREATE TABLE orders (bought VARCHAR)")
    db.con.executemany("INSERT INTO orders VALUES (?)", rows)
    excel = Conventions({"*": "excel1900"}, {})
    return read_times(db, "orders", "bought", "orders.bought", excel).reading.findings


def saved(
    shown: Callable[[date], str], left: Callable[[date], str], since: int = 0
) -> Callable[[int, date], str]:
    """Dates after a spreadsheet has taken some for others, from a row on; `left` are the rest."""

    def written(number: int, day: date) -> str:
        return shown(exchanged(day)) if day.day <= 12 and number >= since else left(day)

    return written


SAVED = {
    "as ISO": saved(date.isoformat, day_first),
    "as ISO of month-first dates": saved(date.isoformat, month_first),
    "with names of months": saved(lambda day: f"{day:%d-%b-%y}", day_first),
    "as serial numbers": saved(lambda day: str((day - EPOCH).days), day_first),
    "in the form of the others": saved(day_first, day_first),
    "the last rows alone": saved(date.isoformat, day_first, since=50),
}


@pytest.mark.parametrize("name", SAVED)
def test_dates_that_a_spreadsheet_has_exchanged_are_refused(name: str) -> None:
    [found] = told(SAVED[name])
    assert (found.code, found.severity, found.column) == ("dates_swapped", "error", "bought")


def test_dates_of_an_unsorted_file_are_refused_by_their_days() -> None:
    [found] = told(saved(date.isoformat, day_first), unsorted=True)
    assert (found.code, found.count) == ("dates_swapped", 24)


@pytest.mark.parametrize("unsorted", [False, True])
def test_dates_that_are_right_are_not_told(unsorted: bool) -> None:
    """A spreadsheet that shows what it has exchanged month-first leaves the digits as they were."""
    assert not told(lambda _, day: day_first(day), unsorted=unsorted)
    assert not told(saved(month_first, day_first), unsorted=unsorted)
    # Put together of two exports; the second begins in a new month.
    assert not told(lambda n, day: day.isoformat() if n < 31 else day_first(day), unsorted=unsorted)


def test_a_few_dates_in_another_form_are_a_warning_with_money(tmp_path: Path) -> None:
    """In a file that is not sorted nobody can say whether three of sixty were exchanged."""
    written = saved(date.isoformat, day_first, since=50)
    rows = [f"c{n},{n},{written(n, day)},1.50" for n, day in enumerate(DAYS)]
    Random(3).shuffle(rows)
    raw = export(tmp_path / "raw", "customer_id,order_id,date,amount", *rows)
    report = examine_only(RunContext(), Request(raw))
    [found] = [one for one in report.findings if one.code == "date_forms_mixed"]
    assert (found.severity, found.count, found.column) == ("warning", 3, "date")
    assert found.money == Decimal("4.50")
