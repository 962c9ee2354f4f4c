"""Keys that were numbers on their way: with a point, shortened to 5.51E+12, or to 15 digits."""

from __future__ import annotations

from typing import Any

from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.ingest.loading import Loading
from crri_gui.engine.values.cleaning import LONGEST_MISSING, is_missing

# 2.0000035088900003e+15 is the longest form of a number with an exponent.
_LONGEST_NUMBER = 24
_SHORTENED = r"-?\d+([.,]\d+)?[eE]\+\d+"
_WITH_POINT = r"-?\d+\.0+"
# As a workbook's fractional numbers are written for the reader: 12.5 is 125e-01.
_FRACTION = r"-?\d+e-\d\d"
_EXAMPLES = 3
# What Excel makes of longer numbers: fifteen digits, and zeros.
_LONG, _LONGEST_LONG = 16, 31
_CUT = r"\d{15}0+"
# What ends in zeros of its own, as microseconds of whole seconds do, has them before that too.
_CUT_BEHIND_A_DIGIT = r"\d{14}[1-9]0+"
_FEWEST_LONG = 10


def suspicious_key(key: str) -> str:
    """A condition, cheap for long keys: the key may be a missing value's word or a number."""
    # Within CASE what costs time is asked of few rows; an AND asks everything of every row.
    word = (
        f"CASE WHEN strlen({key}) <= {LONGEST_MISSING} AND ({key} < '0' OR {key} >= ':') "
        f"THEN {is_missing(key)} ELSE false END"
    )
    number = f"contains({key}, '+') OR suffix({key}, '.0')"
    return f"CASE WHEN strlen({key}) <= {_LONGEST_NUMBER} THEN {number} OR {word} ELSE false END"


def ends_in_zero(key: str) -> str:
    """A condition, cheap for hashes: digits may have been cut off the end of the key."""
    long = f"strlen({key}) BETWEEN {_LONG} AND {_LONGEST_LONG}"
    return f"CASE WHEN {long} THEN suffix({key}, '0') ELSE false END"


def may_be_shortened(text: str) -> str:
    """A condition, cheap for any text: it may be a number that has lost digits."""
    return f"contains({text}, 'E+') OR contains({text}, 'e+') OR {ends_in_zero(text)}"


def mostly_cut(loader: Loading, key: str, cut: int) -> bool:
    """Whether most numbers of more than fifteen digits end in 0, as `cut` keys do.

    One in ten does by chance.
    """
    long = f"strlen({key}) BETWEEN {_LONG} AND {_LONGEST_LONG} AND {key} < ':'"
    sql = f"SELECT count(*) FROM {loader.into} WHERE {long}"
    return cut > 0 and cut * 2 > loader.number(sql)


def settle_keys(loader: Loading, key: str) -> None:
    """Write whole numbers without a point where all of the column has one; tell shortened ones."""
    table = loader.into
    filled = f"{key} IS NOT NULL AND NOT {is_missing(key)}"
    row = loader.db.row(
        f"""SELECT count(*) FILTER (regexp_full_match({key}, '{_WITH_POINT}')),
                   count(*) FILTER (regexp_full_match({key}, '{_FRACTION}')), count(*),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]+'))
            FROM {table} WHERE {filled}""",
    )
    with_point, fractions, all_keys, whole = row
    loader.result.findings += ids_shortened(
        loader.db,
        f"SELECT {key} AS id FROM {table} WHERE {filled}",
        table=loader.table.name,
        file=loader.result.label,
        column=key,
    )
    if with_point and with_point + whole == all_keys:
        loader.db.execute(
            f"UPDATE {table} SET {key} = regexp_replace({key}, '\\.0+$', '') WHERE {filled}",
        )
        loader.scan.note("key_whole_number", with_point, key=key)
    if fractions:
        loader.db.execute(
            f"UPDATE {table} SET {key} = try_cast({key} AS DECIMAL(38, 10))::VARCHAR "
            f"WHERE regexp_full_match({key}, '{_FRACTION}')",
        )


def ids_shortened(db: DuckDB, values: str, **where: Any) -> list[Finding]:
    """Errors where programs that took ids for numbers have left few of their digits.

    `values` is a SELECT of the filled ids, as `id`; `where` says where they stand.
    """
    found = []
    all_ids, few, long, cut, cut_ids, behind_digit = db.row(
        f"""SELECT count(*), count(*) FILTER (regexp_full_match(id, '{_SHORTENED}')),
                   count(*) FILTER (regexp_full_match(id, '[0-9]{{{_LONG},}}')),
                   count(*) FILTER (regexp_full_match(id, '{_CUT}')),
                   count(DISTINCT id) FILTER (regexp_full_match(id, '{_CUT}')),
                   count(DISTINCT id) FILTER (regexp_full_match(id, '{_CUT_BEHIND_A_DIGIT}'))
            FROM ({values})""",
    )
    # One id in ten ends in 0 by chance, so it takes most of them, and of different ids.
    is_cut = cut_ids >= _FEWEST_LONG and cut * 2 > long and behind_digit * 2 > cut_ids
    for count, code, form in (
        (cut if is_cut else 0, "ids_shortened.to_fifteen_digits", _CUT),
        (few, "ids_shortened.to_few_digits", _SHORTENED),
    ):
        if count:
            examples = db.rows(
                f"SELECT DISTINCT id FROM ({values}) WHERE regexp_full_match(id, '{form}') "
                f"ORDER BY ALL LIMIT {_EXAMPLES}",
            )
            found.append(
                finding(
                    code,
                    **where,
                    example=examples[0][0],
                    count=count,
                    share=count / all_ids,
                    examples=tuple(example[0] for example in examples),
                )
            )
    return found
