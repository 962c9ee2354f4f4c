"""Keys that were numbers on their way: with a point, or shortened to 5.51E+12."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crri_gui.engine.cleaning import LONGEST_MISSING, is_missing
from crri_gui.engine.findings import Finding

if TYPE_CHECKING:
    from crri_gui.engine.load_file import FileLoader

# 2.0000035088900003e+15 is the longest form of a number with an exponent.
_LONGEST_NUMBER = 24
_SHORTENED = r"-?\d+([.,]\d+)?[eE]\+\d+"
_WITH_POINT = r"-?\d+\.0+"
# As a workbook's fractional numbers are written for the reader: 12.5 is 125e-01.
_FRACTION = r"-?\d+e-\d\d"
_EXAMPLES = 3
# What Excel makes of longer numbers: fifteen digits, and zeros.
_FIFTEEN_DIGITS = r"\d{15}0+"
_FEWEST_LONG = 10


def suspicious_key(key: str) -> str:
    """A condition, cheap for long keys: the key may be a missing value's word or a number."""
    return (
        f"strlen({key}) <= {_LONGEST_NUMBER} AND (contains({key}, '+') OR suffix({key}, '.0') "
        f"OR strlen({key}) <= {LONGEST_MISSING} AND ({key} < '0' OR {key} >= ':') "
        f"AND {is_missing(key)})"
    )


def settle_keys(loader: FileLoader, key: str) -> None:
    """Write whole numbers without a point where all of the column has one; tell shortened ones."""
    table, label, name = loader.into, loader.result.label, loader.table.name
    filled = f"{key} IS NOT NULL AND NOT {is_missing(key)}"
    row = loader.run.execute(
        loader.con,
        f"""SELECT count(*) FILTER (regexp_full_match({key}, '{_WITH_POINT}')),
                   count(*) FILTER (regexp_full_match({key}, '{_SHORTENED}')),
                   count(*) FILTER (regexp_full_match({key}, '{_FRACTION}')), count(*),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]+')),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]{{16,}}')),
                   count(*) FILTER (regexp_full_match({key}, '{_FIFTEEN_DIGITS}'))
            FROM {table} WHERE {filled}""",
    ).fetchone()
    assert row is not None
    with_point, shortened, fractions, all_keys, whole, long, rounded = row
    if long >= _FEWEST_LONG and long == rounded:
        shortened += rounded
    if with_point and with_point + whole == all_keys:
        loader.run.execute(
            loader.con,
            f"UPDATE {table} SET {key} = regexp_replace({key}, '\\.0+$', '') WHERE {filled}",
        )
        loader.scan.note(
            "key_whole_number",
            f"{label} has {key} as numbers with a point (1000001.0); they were read without it.",
            with_point,
        )
    if fractions:
        loader.run.execute(
            loader.con,
            f"UPDATE {table} SET {key} = try_cast({key} AS DECIMAL(38, 10))::VARCHAR "
            f"WHERE regexp_full_match({key}, '{_FRACTION}')",
        )
    if shortened:
        examples = loader.run.execute(
            loader.con,
            f"SELECT DISTINCT {key} FROM {table} "
            f"WHERE regexp_full_match({key}, '{_SHORTENED}|{_FIFTEEN_DIGITS}') "
            f"ORDER BY ALL LIMIT {_EXAMPLES}",
        ).fetchall()
        loader.result.findings.append(
            Finding(
                "ids_shortened",
                "error",
                f"{shortened:,} values of {name}.{key} in {label} look like {examples[0][0]}: a "
                "program that took the ids for numbers shortened them, and different ids became "
                "one.",
                table=name,
                file=label,
                column=key,
                count=shortened,
                share=shortened / all_keys,
                examples=tuple(example[0] for example in examples),
                remedy="Export the file again and do not save it from a spreadsheet; where one is "
                "needed, import the column as text.",
            )
        )
