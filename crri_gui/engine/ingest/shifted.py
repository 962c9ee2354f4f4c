"""Records with a delimiter too many that still fit the header: their values are one column further.

`58,90,13` are two amounts, 58.90 and 13, and three fields. The reader refuses a record with more
fields than the header has, but not where a column without a name takes the last one, or where the
last one is empty.
"""

from __future__ import annotations

from itertools import pairwise

from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.ingest.loading import Loading
from crri_gui.engine.ingest.unusable import lines_of

_SAYS_SOMETHING = r"[^\s\p{Z}\p{Cf}]"
_NUMBER = r"\s*-?[0-9]+(\.[0-9]+)?\s*"
# An amount without decimals, perhaps with a currency and points between thousands, and what a
# comma would have cut off it: decimals, or the last thousand of 1,234.50.
_WHOLE = r"[^0-9.]*([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)\s*"
_DECIMALS = r"\s*[0-9]{1,2}\s*"
_THOUSAND = r"[^0-9.]*[0-9]{1,3}\s*"
_THOUSANDS_REST = r"\s*[0-9]{3}(\.[0-9]+)?\s*"
# Of a column that is an amount nobody writes 5 as 05.
_TWO_DIGITS, _ZERO_FIRST = "[0-9]{2}", "0[0-9]"
_FEWEST_DECIMALS = 3


def shifted_fields(loader: Loading) -> list[Finding]:
    """An error for amounts that a comma has cut in two; a warning for other values without a name.

    The file was read as text.
    """
    if loader.scan.delimiter == ",":
        row = _shifted_beyond_names(loader) or _shifted_within_names(loader)
        if row is not None:
            return [_told(loader, *row)]
    return _nameless_values(loader)


def _pairs(loader: Loading) -> list[tuple[str, str]]:
    """The money columns, each with the column on its right where that may hold its decimals."""
    money = {column.name for column in loader.present if column.kind == "money"}
    beside = money.union(loader.scan.nameless)
    return [(a, b) for a, b in pairwise(loader.scan.fields) if a in money and b in beside]


def _shifted_beyond_names(loader: Loading) -> tuple[int, int] | None:
    """How many records have numbers in columns without a name that amounts may have pushed there,
    and the first of them."""
    pairs, nameless = _pairs(loader), loader.scan.nameless
    if not pairs or not nameless:
        return None
    money = [column.name for column in loader.present if column.kind == "money"]
    number = " OR ".join(_is(name, _NUMBER) for name in nameless)
    none_else = " AND ".join(
        f"CASE WHEN {_filled(n)} THEN {_is(n, _NUMBER)} ELSE true END" for n in nameless
    )
    whole = " AND ".join(
        f"CASE WHEN {_filled(name)} THEN {_is(name, _WHOLE)} ELSE true END" for name in money
    )
    decimals = " OR ".join(f"{_is(a, _WHOLE)} AND {_is(b, _DECIMALS)}" for a, b in pairs)
    thousands = " OR ".join(f"{_is(a, _THOUSAND)} AND {_is(b, _THOUSANDS_REST)}" for a, b in pairs)
    return _counted(
        loader,
        f"({number}) AND {none_else} AND ({whole} AND ({decimals}) OR {thousands})",
    )


def _shifted_within_names(loader: Loading) -> tuple[int, int] | None:
    """The same where each amount of a column has its decimals in the next, and the last is lost."""
    for one, other in _pairs(loader):
        if other in loader.scan.nameless:
            continue
        text = f"{loader.into}_text"
        [(filled, all_cut, different, zero_first)] = loader.db.rows(
            f"""SELECT count(*), bool_and({_is(one, _WHOLE)} AND {_is(other, _TWO_DIGITS)}),
                       count(DISTINCT {other}), count(*) FILTER ({_is(other, _ZERO_FIRST)})
                FROM {text} WHERE {_filled(one)} AND {_filled(other)}""",
        )
        sure = loader.scan.surplus or (different >= _FEWEST_DECIMALS and zero_first)
        if filled and all_cut and sure:
            return _counted(loader, f"{_filled(one)} AND {_filled(other)}")
    return None


def _nameless_values(loader: Loading) -> list[Finding]:
    if not loader.scan.nameless:
        return []
    filled = " OR ".join(map(_filled, loader.scan.nameless))
    found = _counted(loader, filled)
    if found is None:
        return []
    count, first = found
    values = ", ".join(repr(value) for value in _values(loader, first, loader.scan.nameless))
    return [
        finding(
            "values_without_name",
            line=_line(loader, first),
            shown=values,
            table=loader.table.name,
            file=loader.result.label,
            count=count,
            examples=(values,),
        )
    ]


def _told(loader: Loading, count: int, first: int) -> Finding:
    shown = [c for pair in _pairs(loader) for c in pair]
    columns = list(dict.fromkeys([*shown, *loader.scan.nameless]))
    values = ",".join(_values(loader, first, columns))
    money = next(column.name for column in loader.present if column.kind == "money")
    return finding(
        "comma_unquoted.shifted",
        "error",
        line=_line(loader, first),
        shown=values,
        table=loader.table.name,
        file=loader.result.label,
        column=money,
        count=count,
        examples=(values,),
    )


def _is(column: str, form: str) -> str:
    return f"coalesce(regexp_full_match({column}, '{form}'), false)"


def _filled(column: str) -> str:
    return f"coalesce(regexp_matches({column}, '{_SAYS_SOMETHING}'), false)"


def _counted(loader: Loading, condition: str) -> tuple[int, int] | None:
    """How many rows of the text are so, and the number of the first; None where none is."""
    [(count, first)] = loader.db.rows(
        f"SELECT count(*), min(rowid) FROM {loader.into}_text WHERE {condition}"
    )
    return (count, first) if count else None


def _values(loader: Loading, number: int, columns: list[str]) -> list[str]:
    names = ", ".join(columns)
    [row] = loader.db.rows(f"SELECT {names} FROM {loader.into}_text WHERE rowid = {number}")
    return [(value or "")[:60] for value in row]


def _line(loader: Loading, number: int) -> int:
    return lines_of(loader, [number]).get(number, 0)
