"""The statements keep to what means the same on DuckDB and on Spark; this needs no Java."""

from __future__ import annotations

import pytest
import sqlglot
from sqlglot import exp

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.spark import dialect
from crri_gui.engine.tables import statements

BANNED = {
    "date_diff": "on timestamps one engine counts boundaries, the other full days",
    "round": "halves: round(1.005, 2) differs",
    "isodow": "the engines begin the week on another day",
    "dayofweek": "the engines begin the week on another day",
    "log": "base 10 on one engine, natural on the other",
    "substr": "position 0 differs",
    "substring": "position 0 differs",
    "hash": "other values on every engine",
    "regexp_matches": "flags and escapes differ",
    "strptime": "time zones differ",
    "try_strptime": "Spark has none",
    "date_sub": "the three-argument form is an error on Spark",
    "arg_max": "with rows it is an error on Spark",
    "arg_min": "with rows it is an error on Spark",
    "quantile_cont": "Spark has none that is exact",
    "quantile_disc": "Spark has none that is exact",
    "median": "another type on Spark",
    "age": "Spark has none",
    "unix_timestamp": "cuts off fractions: epoch",
    "now": "another moment in every statement",
    "current_timestamp": "another moment in every statement",
    "random": "another value in every run",
    "first": "depends on the order of rows",
    "last": "depends on the order of rows",
    "any_value": "depends on the order of rows",
    "list": "depends on the order of rows",
    "string_agg": "depends on the order of rows",
}
"""Functions that differ between the engines, in silence or by an error, each with the reason."""

# The same under names of sqlglot's own.
_KINDS: dict[type[exp.Expr], str] = {
    exp.Round: "round",
    exp.DayOfWeek: "dayofweek",
    exp.DayOfWeekIso: "isodow",
    exp.Log: "log",
    exp.Substring: "substr",
    exp.RegexpLike: "regexp_matches",
    exp.StrToTime: "strptime",
    exp.DateSub: "date_sub",
    exp.ArgMax: "arg_max",
    exp.ArgMin: "arg_min",
    exp.PercentileCont: "quantile_cont",
    exp.PercentileDisc: "quantile_disc",
    exp.Quantile: "quantile_cont",
    exp.Median: "median",
    exp.CurrentTimestamp: "now",
    exp.Rand: "random",
    exp.First: "first",
    exp.Last: "last",
    exp.AnyValue: "any_value",
    exp.ArrayAgg: "list",
    exp.GroupConcat: "string_agg",
}


def objections(sql: str) -> list[str]:
    """What in a statement does not mean the same on both engines."""
    found = []
    for node in sqlglot.parse_one(sql, read="duckdb").walk():
        name = _KINDS.get(type(node), "")
        if isinstance(node, exp.Anonymous):
            name = node.name.lower()
        if name in BANNED:
            found.append(f"{name}: {BANNED[name]}")
        elif isinstance(node, exp.DateDiff) and not all(
            isinstance(side, exp.Cast) and side.is_type("date")
            for side in (node.this, node.expression)
        ):
            found.append(f"datediff of anything but dates: {BANNED['date_diff']}")
        elif isinstance(node, exp.TryCast):
            found.append("try_cast: what can be cast differs")
        elif isinstance(node, exp.Cast) and node.is_type(*exp.DataType.INTEGER_TYPES):
            if isinstance(node.this, exp.Literal | exp.Div):
                found.append("cast of a fraction to a whole number: one rounds, one cuts")
        elif isinstance(node, exp.Div) and not _never_zero(node.expression):
            found.append("division by what may be 0: an error on Spark")
    return found


def _never_zero(divisor: exp.Expr) -> bool:
    divisor = divisor.unnest()
    if isinstance(divisor, exp.Mul):
        return _never_zero(divisor.this) and _never_zero(divisor.expression)
    # Sizes of groups that have a row.
    sizes = ("customers", "cohort_size")
    return (
        isinstance(divisor, exp.Nullif)
        or (isinstance(divisor, exp.Literal) and divisor.name != "0")
        or (isinstance(divisor, exp.Column) and divisor.name in sizes)
    )


@pytest.mark.parametrize("table", [table.name for table in OUTPUT_TABLES if not table.in_python])
def test_statements_keep_to_what_both_engines_agree_on(table: str) -> None:
    for sql in statements(table):
        assert objections(sql) == [], sql


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT round(a, 2) FROM t",
        "SELECT date_diff('day', a, b) FROM t",
        "SELECT datediff('day', cast(a AS date), b) FROM t",
        "SELECT log(a) FROM t",
        "SELECT substr(a, 0, 3) FROM t",
        "SELECT hash(a) FROM t",
        "SELECT regexp_matches(a, 'b', 'i') FROM t",
        "SELECT strptime(a, '%Y') FROM t",
        "SELECT try_strptime(a, '%Y') FROM t",
        "SELECT try_cast(a AS integer) FROM t",
        "SELECT cast(3.7 AS integer)",
        "SELECT a / b FROM t",
        "SELECT isodow(a) FROM t",
        "SELECT dayofweek(a) FROM t",
        "SELECT arg_max(a, b) FROM t",
        "SELECT quantile_cont(a, 0.5) FROM t",
        "SELECT median(a) FROM t",
        "SELECT first(a) FROM t",
        "SELECT any_value(a) FROM t",
        "SELECT list(a) FROM t",
        "SELECT string_agg(a, ',') FROM t",
        "SELECT now()",
        "SELECT random()",
        "SELECT age(a) FROM t",
    ],
)
def test_the_lint_objects_to_what_differs(sql: str) -> None:
    assert objections(sql)


def test_values_reach_spark_as_literals_whatever_they_hold() -> None:
    odd = "it's a \\ 'test'; DROP TABLE x --"
    said = dialect.translated("SELECT $a AS a, $b AS b", {"a": odd, "b": True})
    query = sqlglot.parse_one(said, read="spark")
    assert isinstance(query, exp.Select)
    (a, b) = query.selects
    assert (a.this.name, b.this.this) == (odd, True)


def test_seconds_keep_their_fractions_on_spark() -> None:
    assert "UNIX_MICROS" in dialect.translated("SELECT epoch(a) FROM t").upper()
