"""Reading dates and amounts as people write them, with the evidence of the whole column.

One convention holds for a whole column. It is taken from values that can be read only one
way; when no value decides, the choice is the user's. Nothing is guessed row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from crri_gui.engine.findings import Finding
from crri_gui.engine.progress import Run

BLANKS = "('', 'null', 'nan', 'nat', 'none', 'n/a', '\\n')"
_DATE = r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)$"
_DATE_ORDERS = {"dmy": r"\3-\2-\1\4", "mdy": r"\3-\1-\2\4"}
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p")
_CURRENCY = r"^(R\$|[$€£])\s*|\s*(R\$|[$€£])$"
_AMOUNTS = {
    "point": r"[-+]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?([eE][-+]?\d{1,2})?",
    "comma": r"[-+]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?([eE][-+]?\d{1,2})?",
}


@dataclass(frozen=True)
class Conventions:
    """The user's choices for what a file cannot tell.

    `date_order` maps `table.column`, or "*" for all, to "dmy" or "mdy"; `decimal` maps the
    same to "point" or "comma". A choice for all settles what the data leaves open; a choice
    for one column holds whatever the data says.
    """

    date_order: Mapping[str, str]
    decimal: Mapping[str, str]


def _chosen(choices: Mapping[str, str], name: str, said: str | None) -> str | None:
    """What holds for `table.column` when the data itself says `said` (None: it does not)."""
    return choices.get(name) or said or choices.get("*")


def time_sql(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    relation: str,
    column: str,
    name: str,
    conventions: Conventions,
) -> tuple[str, list[Finding], str | None]:
    """A DuckDB expression that reads the text `column` of `relation` as TIMESTAMP.

    NULL where the text is no date. `name` is `table.column` for messages and choices. With
    it, findings, and the order that the data itself says ("dmy", "mdy").
    """
    text = f"trim({column})"
    row = run.execute(
        con,
        f"""SELECT count(*) FILTER (WHERE a > 12), count(*) FILTER (WHERE b > 12),
                   count(*) FILTER (WHERE a <> b), any_value(v)
            FROM (SELECT v, try_cast(regexp_extract(v, $p, 1) AS INTEGER) AS a,
                         try_cast(regexp_extract(v, $p, 2) AS INTEGER) AS b
                  FROM (SELECT {text} AS v FROM {relation}) WHERE regexp_matches(v, $p))""",
        {"p": _DATE},
    ).fetchone()
    assert row is not None
    day_first, month_first, undecided, example = row
    findings: list[Finding] = []
    said = {(True, False): "dmy", (False, True): "mdy"}.get((day_first > 0, month_first > 0))
    order = _chosen(conventions.date_order, name, said)
    if order is None and day_first and month_first:
        findings.append(
            _choose(
                "date_order_mixed",
                f"{name} mixes dates that can only be day-first ({day_first}) with dates that "
                f"can only be month-first ({month_first}).",
                name,
                example,
                "--date-order",
                "dmy or mdy",
            )
        )
    elif order is None and undecided:
        findings.append(
            _choose(
                "date_order_ambiguous",
                f"{name} could be day-first or month-first: no date in it decides.",
                name,
                example,
                "--date-order",
                "dmy or mdy",
            )
        )
    order = order or "dmy"
    iso = f"regexp_replace({text}, '{_DATE}', '{_DATE_ORDERS[order]}')"
    iso = f"regexp_replace({iso}, '^(\\d{{4}})[/.](\\d{{1,2}})[/.](\\d{{1,2}})', '\\1-\\2-\\3')"
    iso = f"replace({iso}, 'T', ' ')"
    # A zone is dropped, not applied: the time counts as it is written.
    iso = f"regexp_replace({iso}, '(:\\d\\d(\\.\\d+)?)\\s*(Z|UTC|[-+]\\d\\d(:?\\d\\d)?)$', '\\1')"
    formats = ", ".join(f"'%Y-%m-%d{clock}'" for clock in _CLOCKS)
    return f"try_strptime({iso}, [{formats}])", findings, said


def money_sql(
    run: Run,
    con: duckdb.DuckDBPyConnection,
    relation: str,
    column: str,
    name: str,
    conventions: Conventions,
) -> tuple[str, list[Finding], str | None]:
    """A DuckDB expression that reads the text `column` of `relation` as DECIMAL(38, 12).

    NULL where the text is no amount, or beyond 14 digits. `name` is `table.column` for
    messages and choices. With it, findings, and the sign that the data itself says ("point",
    "comma").
    """
    text = f"regexp_replace(trim({column}), '{_CURRENCY}', '', 'g')"
    row = run.execute(
        con,
        rf"""SELECT count(*) FILTER (WHERE regexp_matches(v, '{_sure(",", ".")}')),
                    count(*) FILTER (WHERE regexp_matches(v, '{_sure(".", ",")}')),
                    count(*) FILTER (WHERE regexp_matches(v, '^[-+]?[1-9]\d{{0,2}}[.,]\d{{3}}$')),
                    any_value(v) FILTER (WHERE regexp_matches(v, '[.,]'))
             FROM (SELECT {text} AS v FROM {relation})""",
    ).fetchone()
    assert row is not None
    comma, point, undecided, example = row
    findings: list[Finding] = []
    said = {(True, False): "comma", (False, True): "point"}.get((comma > 0, point > 0))
    decimal = _chosen(conventions.decimal, name, said)
    if decimal is None and comma and point:
        findings.append(
            _choose(
                "decimal_mixed",
                f"{name} mixes amounts with a decimal comma ({comma}) and amounts with a "
                f"decimal point ({point}).",
                name,
                example,
                "--decimal",
                "point or comma",
            )
        )
    elif decimal is None and undecided:
        findings.append(
            _choose(
                "decimal_ambiguous",
                f"{name} has amounts such as {example!r}, which could be thousands or decimals.",
                name,
                example,
                "--decimal",
                "point or comma",
            )
        )
    decimal = decimal or "point"
    thousands = "," if decimal == "point" else "."
    plain = f"replace(replace({text}, '{thousands}', ''), ',', '.')"
    pattern = _AMOUNTS[decimal]
    return (
        f"CASE WHEN regexp_full_match({text}, '{pattern}') "
        f"AND abs(try_cast({plain} AS DOUBLE)) < 1e14 "
        f"THEN try_cast({plain} AS DECIMAL(38, 12)) END",
        findings,
        said,
    )


def _sure(decimal: str, thousands: str) -> str:
    """A pattern of amounts in which `decimal` can only be the decimal sign."""
    d, t = rf"\{decimal}", rf"\{thousands}"
    return (
        rf"^[^{t}]*{d}(\d{{1,2}}|\d{{4,}})$|^[-+]?(0*|\d{{4,}}){d}\d{{3}}$"
        rf"|{t}\d{{3}}{d}|{t}.*{t}"
    )


def _choose(
    code: str, message: str, name: str, example: str | None, option: str, values: str
) -> Finding:
    table, _, column = name.partition(".")
    return Finding(
        code,
        "error",
        message,
        table=table,
        column=column,
        examples=(example,) if example else (),
        remedy=f"Say which it is: {option} {name}={values}.",
    )
