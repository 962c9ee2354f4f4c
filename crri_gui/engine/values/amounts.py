"""Reading amounts of money as people write them, with the evidence of the whole column."""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.definitions import DECIMALS, Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.values.cleaning import one_line
from crri_gui.engine.values.parse import Reading, ask, chosen, through
from crri_gui.messages import Sentence, sentence

# "R$", "US$", "€", "BRL", "kr": before or behind the number.
_CURRENCY = r"[A-Za-z]{0,3}\p{Sc}|[A-Z]{3}|[Kk]r\.?|zł|Kč|Ft|lei|Rs\.?|S/\.?|Fr\.?"
# A sign before or behind it, or parentheses, as accountants write what is owed.
_AMOUNT = (
    rf"^(\()? ?([-+])? ?({_CURRENCY})? ?([-+])? ?"
    rf"(\d[\d.,' ]*(?:[eE][-+]?\d{{1,2}})?|[.,]\d+) ?({_CURRENCY})? ?(-)?(\))?$"
)
_PARTS = "['opens', 'sign', 'before', 'inner', 'number', 'behind', 'trailing', 'closes']"
# What word processors and other languages write for - and for '.
_MINUS = "\u2212\u2013\u2014\ufe63\uff0d"
_APOSTROPHES = "\u2019\u02bc\u00b4`"
_SAME_CURRENCY = {
    **{"R$": "BRL", "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"},
    **{"RS": "INR", "₹": "INR", "FR": "CHF"},
}
# Where so many amounts leave it open, a few that do not may be the odd ones.
_FEW = 20
# Beyond this many digits it is no amount, and no sum may be made with it.
_TOO_LARGE = "1e14"


def read_amounts(
    db: DuckDB,
    relation: str,
    column: str,
    name: str,
    conventions: Conventions,
) -> Reading:
    """How the text `column` of `relation` is read as DECIMAL(38, 12); NULL where it is none.

    `name` is `table.column` for messages and choices. The data may say "point" or "comma".
    """
    p = f"{column}_2"
    # Thousands may be set apart by blanks or apostrophes of any kind: ' stands for them all.
    text = f"translate({one_line(column)}, '{_MINUS}{_APOSTROPHES}', '-----''''''''')"
    steps = (
        # 12.- and 12,- are twelve, without cents.
        rf"regexp_replace({text}, '([.,])-{{1,2}}$', '\1')",
        f"regexp_extract({column}_1, '{_AMOUNT.replace(chr(39), chr(39) * 2)}', {_PARTS})",
        f"translate(rtrim({p}.number), ' ', '''')",
    )
    n = f"{column}_3"
    row = db.row(
        rf"""SELECT count(*) FILTER (WHERE {_only(n, ",", ".")}),
                    count(*) FILTER (WHERE {_only(n, ".", ",")}),
                    count(*) FILTER (WHERE regexp_matches({n}, '^[1-9]\d{{0,2}}[.,]\d{{3}}$')),
                    any_value({column}_1) FILTER (WHERE regexp_matches({n}, '[.,]'))
             FROM {through(steps, column, relation)}""",
    )
    comma, point, undecided, example = row
    findings: list[Finding] = []
    said = {(True, False): "comma", (False, True): "point"}.get((comma > 0, point > 0))
    if undecided > _FEW * (comma + point):
        said = None
    decimal = chosen(conventions.decimal, name, said, DECIMALS)
    if decimal is None and comma and point:
        findings.append(ask("decimal_mixed", name, example, comma=comma, point=point))
    elif decimal is None and undecided:
        findings.append(ask("decimal_ambiguous", name, example))
    elif said and undecided and not {name, "*"} & conventions.decimal.keys():
        findings += _may_be_thousands(db, through(steps, column, relation), n, name, said)
    currency, told = _currencies(db, through(steps, column, relation), p, name)
    findings += told
    decimal = decimal or "point"
    mark, thousands = (".", ",") if decimal == "point" else (",", ".")
    plain = f"replace(replace(replace({n}, '{thousands}', ''), '''', ''), ',', '.')"
    signs = f"{p}.sign || {p}.inner || {p}.trailing"
    # One sign at most; parentheses are one, and need each other.
    sane = (
        f"({p}.opens = '') = ({p}.closes = '') "
        f"AND strlen({signs} || {p}.opens) <= 1 AND ({p}.before = '' OR {p}.behind = '')"
    )
    owed = f"contains({signs}, '-') OR {p}.opens <> ''"
    value = (
        f"CASE WHEN regexp_full_match({n}, '{_pattern(mark, thousands)}') AND {sane} "
        f"AND abs(try_cast({plain} AS DOUBLE)) < {_TOO_LARGE} "
        f"THEN try_cast({plain} AS DECIMAL(38, 12)) * CASE WHEN {owed} THEN -1 ELSE 1 END END"
    )
    return Reading((*steps, value), findings, said, decimal, currency)


def _may_be_thousands(db: DuckDB, source: str, number: str, name: str, said: str) -> list[Finding]:
    """A warning of amounts such as 1.051 where no other has three decimals: they may be 1051."""
    mark = "." if said == "point" else ","
    written = rf"regexp_full_match({number}, '[1-9]\d{{0,2}}\{mark}\d{{3}}')"
    finer = rf"regexp_full_match({number}, '[^{mark}]*\{mark}\d{{3,}}')"
    as_thousands = f"try_cast(replace({number}, '{mark}', '') AS DECIMAL(18, 4))"
    few, others, example, money = db.row(
        f"""SELECT count(*) FILTER ({written}), count(*) FILTER ({finer} AND NOT {written}),
                   any_value({number}) FILTER ({written}),
                   sum({as_thousands} * 0.999) FILTER ({written}) FROM {source}"""
    )
    if not few or others:
        return []
    table, _, column = name.partition(".")
    return [
        finding(
            "amounts_may_be_thousands",
            table=table,
            column=column,
            name=name,
            example=example,
            count=few,
            money=money,
            examples=(example,),
        )
    ]


def _only(number: str, decimal: str, thousands: str) -> str:
    """A condition: it is a number in which `decimal` can only be the decimal sign."""
    return (
        f"regexp_matches({number}, '{_sure(decimal, thousands)}') "
        f"AND regexp_full_match({number}, '{_pattern(decimal, thousands)}')"
    )


def _pattern(mark: str, thousands: str) -> str:
    """Numbers with `mark` as the decimal sign, in groups of three or, as in India, of two."""
    m, t = rf"\{mark}", rf"\{thousands}"
    whole = rf"\d+|\d{{1,3}}({t}\d{{3}})+|\d{{1,3}}(''\d{{3}})+|\d{{1,2}}({t}\d{{2}})+{t}\d{{3}}"
    return rf"({whole})?({m}\d*)?([eE][-+]?\d{{1,2}})?"


def _sure(decimal: str, thousands: str) -> str:
    """A pattern of numbers in which `decimal` can only be the decimal sign."""
    d, t = rf"\{decimal}", rf"\{thousands}"
    return (
        rf"^[^{t}]*{d}(\d{{1,2}}|\d{{4,}})?$|^(0*|\d{{4,}}){d}\d{{3}}$"
        rf"|{t}\d{{3}}{d}|''\d{{3}}{d}|{t}.*{t}"
    )


def _currencies(
    db: DuckDB, relation: str, parts: str, name: str
) -> tuple[str | None, list[Finding]]:
    """The currency that the amounts name, and an error when they name several.

    Different currencies must not be added up. Where only some amounts name one, a warning.
    """
    rows = db.rows(
        f"""SELECT {parts}.before || {parts}.behind AS currency, count(*) FROM {relation}
            WHERE regexp_matches({parts}.number, '[1-9]') GROUP BY ALL
            ORDER BY count(*) DESC, currency""",
    )
    counts: dict[str, int] = {}
    bare = 0
    for written, count in rows:
        currency = written.upper().rstrip(".")
        known = _SAME_CURRENCY.get(currency, currency)
        if known:
            counts[known] = counts.get(known, 0) + count
        else:
            bare = count
    table, _, column = name.partition(".")
    if len(counts) > 1:
        named = [sentence("currency.counted", currency=c, count=n) for c, n in counts.items()]
        mixed = finding(
            "currencies_mixed.in_column", name=name, currencies=named, table=table, column=column
        )
        return None, [mixed]
    if not counts:
        return None, []
    ((currency, count),) = counts.items()
    if not bare:
        return currency, []
    return currency, [
        finding(
            "currency_partly.in_column",
            name=name,
            named=count,
            currency=currency,
            bare=bare,
            table=table,
            column=column,
            count=min(count, bare),
        )
    ]


def currencies_of_files(named: Sequence[tuple[str, str, str, str]]) -> list[Finding]:
    """An error when columns or files are in different currencies.

    `named` are (table, column, file, currency) of the columns that name one.
    """
    by_currency: dict[str, Sentence] = {}
    for table, column, file, currency in named:
        where = sentence(
            "currency.in_file", currency=currency, column=f"{table}.{column}", file=file
        )
        by_currency.setdefault(currency, where)
    if len(by_currency) < 2:
        return []
    table, column, _, _ = named[0]
    listed = list(by_currency.values())
    return [finding("currencies_mixed.in_files", currencies=listed, table=table, column=column)]
