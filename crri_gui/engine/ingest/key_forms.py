"""Keys that were numbers on their way: with a point, shortened to 5.51E+12, or to 15 digits."""

from __future__ import annotations

from crri_gui.engine.core.findings import finding
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
                   count(*) FILTER (regexp_full_match({key}, '{_SHORTENED}')),
                   count(*) FILTER (regexp_full_match({key}, '{_FRACTION}')), count(*),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]+')),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]{{{_LONG},}}')),
                   count(*) FILTER (regexp_full_match({key}, '{_CUT}')),
                   count(DISTINCT {key}) FILTER (regexp_full_match({key}, '{_CUT}')),
                   count(DISTINCT {key}) FILTER (regexp_full_match({key}, '{_CUT_BEHIND_A_DIGIT}'))
            FROM {table} WHERE {filled}""",
    )
    with_point, shortened, fractions, all_keys, whole, long, cut, cut_ids, behind_digit = row
    # One id in ten ends in 0 by chance, so it takes most of them, and of different ids.
    if cut_ids >= _FEWEST_LONG and cut * 2 > long and behind_digit * 2 > cut_ids:
        _tell_shortened(loader, key, _CUT, cut, all_keys)
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
    if shortened:
        _tell_shortened(loader, key, _SHORTENED, shortened, all_keys)


def _tell_shortened(loader: Loading, key: str, form: str, count: int, all_keys: int) -> None:
    label, name = loader.result.label, loader.table.name
    examples = loader.db.rows(
        f"SELECT DISTINCT {key} FROM {loader.into} WHERE regexp_full_match({key}, '{form}') "
        f"ORDER BY ALL LIMIT {_EXAMPLES}",
    )
    loader.result.findings.append(
        finding(
            "ids_shortened.to_fifteen_digits" if form == _CUT else "ids_shortened.to_few_digits",
            example=examples[0][0],
            table=name,
            file=label,
            column=key,
            count=count,
            share=count / all_keys,
            examples=tuple(example[0] for example in examples),
        )
    )
