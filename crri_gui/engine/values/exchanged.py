"""Days and months that a spreadsheet has exchanged, in some rows of a column of dates.

A spreadsheet that takes day-first dates for month-first ones turns those into dates that can be
such, with day and month exchanged, and leaves the others as texts: 03/05/2017 becomes 5 March, and
13/05/2017 stays. It does the same the other way round. So a day beyond 12 was never exchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.sql_text import sql_literal

# What so few rows say may be chance.
_FEWEST, _FEWEST_OF_FORM = 3, 5
# Files are mostly sorted by time: a date is near to those beside it, or far from them.
_NEAR, _FAR = 10, 20
_MOST = 0.9
# Of a column of one form, so many rows are looked at.
_ROWS_OF_ONE_FORM = 5_000
# The forms that can be read day-first and month-first.
_AS_TEXT = ("year_last", "short_year")


@dataclass(frozen=True)
class _Form:
    """The dates of one form: `late` have a day beyond 12, which the `early` have not.

    Of the `movable`, exchanging day and month makes another date. Beside those that were not
    exchanged `near` are near as they are written and `far` are not; of these `healed` are near
    once they are exchanged.
    """

    name: str
    late: int
    early: int
    movable: int
    near: int
    far: int
    healed: int
    example: str
    example_healed: str | None

    @property
    def is_in_place(self) -> bool:
        """Whether its dates stand near those beside them, as where nothing was exchanged."""
        return not self.healed and self.near >= _MOST * self.movable

    @property
    def is_out_of_place(self) -> bool:
        """Whether dates are far from those beside them that would not be with day and month
        exchanged, in a file that is sorted by time."""
        enough = self.healed >= max(_FEWEST, _MOST * self.far)
        return enough and self.near + self.healed >= _MOST * self.movable


def exchanged(
    db: DuckDB,
    source: str,
    text: str,
    value: str,
    forms: Mapping[str, str],
    name: str,
    *,
    shown: str,
) -> tuple[list[Finding], str]:
    """An error for dates that a spreadsheet has exchanged, a warning for those that it may have.

    `text`, `value` and what is `shown` of a date are expressions over `source`, `forms` the
    patterns of `text` that the column `name` has. Returns also a condition of the rows that a
    warning is of.
    """
    if len(forms) < 2 and forms.keys().isdisjoint(_AS_TEXT):
        return [], ""
    found = _forms(db, source, text, value, forms, shown)
    table, _, column = name.partition(".")
    where: dict[str, Any] = {"name": name, "table": table, "column": column}
    for form in found:
        if form.is_out_of_place:
            where |= {"example": form.example_healed, "examples": (form.example_healed,)}
            return [finding("dates_swapped.by_order", count=form.healed, **where)], ""
    for form in found:
        others = [one for one in found if one.late and one is not form]
        if form.late or not form.movable or not others or form.is_in_place:
            continue
        other = max(others, key=lambda one: one.late)
        where |= {"example": form.example, "other": other.example, "examples": (form.example,)}
        if not other.early and min(form.early, other.late) >= _FEWEST_OF_FORM:
            return [finding("dates_swapped.by_form", count=form.early, **where)], ""
        told = [finding("date_forms_mixed", count=form.movable, **where)]
        return told, f"regexp_full_match({text}, '{forms[form.name]}') AND {_movable(value)}"
    return [], ""


def _movable(day: str) -> str:
    return f"day({day}) <= 12 AND day({day}) <> month({day})"


def _forms(
    db: DuckDB, source: str, text: str, value: str, forms: Mapping[str, str], shown: str
) -> list[_Form]:
    """The dates of the column by their form."""
    limit = f"LIMIT {_ROWS_OF_ONE_FORM}" if len(forms) < 2 else ""
    cases = " ".join(
        f"WHEN regexp_full_match({text}, '{pattern}') THEN {sql_literal(form)}"
        for form, pattern in forms.items()
    )
    before, behind = (
        f"last_value(CASE WHEN day(day) > 12 THEN day END IGNORE NULLS) "
        f"OVER (ORDER BY place {order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        for order in ("", "DESC")
    )
    away, healed = (
        f"least(abs({day} - before), abs({day} - behind))"
        for day in ("day", "make_date(year(day), day(day), month(day))")
    )
    rows = db.rows(
        f"""SELECT form, count(*) FILTER (day(day) > 12), count(*) FILTER (day(day) <= 12),
                   count(movable), count(*) FILTER (away <= {_NEAR}),
                   count(*) FILTER (away > {_FAR}),
                   count(*) FILTER (away > {_FAR} AND healed <= {_NEAR}),
                   coalesce(any_value(text) FILTER (movable), any_value(text)),
                   any_value(text) FILTER (away > {_FAR} AND healed <= {_NEAR})
            FROM (SELECT form, day, text, CASE WHEN {_movable("day")} THEN true END AS movable,
                         CASE WHEN movable THEN {away} END AS away,
                         CASE WHEN movable THEN {healed} END AS healed
                  FROM (SELECT *, {before} AS before, {behind} AS behind
                        FROM (SELECT CASE {cases} END AS form, CAST({value} AS DATE) AS day,
                                     {shown} AS text, row_number() OVER () AS place
                              FROM {source} {limit})
                        WHERE day IS NOT NULL AND form IS NOT NULL))
            GROUP BY form ORDER BY form"""
    )
    return [_Form(*row) for row in rows]
