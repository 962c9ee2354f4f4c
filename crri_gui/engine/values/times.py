"""Reading dates and times as people and programs write them, by evidence of the whole column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding
from crri_gui.engine.values.cleaning import one_line
from crri_gui.engine.values.exchanged import exchanged
from crri_gui.engine.values.parse import Reading, ask, chosen, through

# The names of months, and what is short for them, in English, Portuguese, Spanish, German, French,
# Italian, Dutch, Danish, Norwegian and Swedish. None of them is another month in any of these; in
# Polish and Croatian "listopad" is two, so such languages are not read.
_MONTHS = (
    "january|janeiro|enero|januari?|janvier|gennaio|janv|jan|ene|gen",
    "february|fevereiro|febrero|februari?|f[eé]vrier|febbraio|febr|f[eé]vr|feb|fev|fév",
    "march|mar[cç]o|marzo|m[aä]rz|mars|maart|marts|mar|mär|mrz|mrt",
    "april|abril|avril|aprile|apr|abr|avr",
    "may|maio|mayo|mai|maggio|maj|mei|mag",
    "june|junho|junio|juni|juin|giugno|jun|giu",
    "july|julho|julio|juli|juillet|luglio|juil|jul|lug",
    "august|agosto|ao[uû]t|augustus|augusti|aug|ago",
    "september|setembro|septiembre|setiembre|septembre|settembre|sept|sett|sep|set",
    "october|outubro|octubre|oktober|octobre|ottobre|oct|out|okt|ott",
    "november|novembro|noviembre|novembre|nov",
    "december|dezembro|diciembre|dezember|d[eé]cembre|dicembre|desember|dec|dez|dic|déc|des",
)
_WEEKDAYS = (
    "^(?:mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|s[aá]b|dom|lun|mi[eé]|jue|vie"
    "|mo|di|mi|do|fr|sa|so)[a-zçáéí-]*[.,]{0,2} "
)
_JOIN = r"(?:de |of |del )?"
# Each form of a date: what it is called, the whole of its text, and the order of its parts;
# "?" where the column has to tell. The names of months are numbers between | by then.
_FORMS: dict[str, tuple[str, str]] = {
    "year_first": (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "ymd"),
    "year_last": (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", "?"),
    "short_year": (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})", "?"),
    "day_named_month": (
        rf"(\d{{1,2}})(?:st|nd|rd|th|[ºª.])?[ /.-]*{_JOIN}\|(\d+)\|"
        rf"[ /.,-]*{_JOIN}'?(\d{{4}}|\d{{2}})",
        "dmy",
    ),
    "named_month_day": (r"\|(\d+)\|[ .-]*(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4}|\d{2})", "mdy"),
    "year_named_month": (r"(\d{4})[ /-]\|(\d+)\|[ /-](\d{1,2})", "ymd"),
    "compact": (r"((?:19|20|21)\d{2})([01]\d)([0-3]\d)", "ymd"),
}
_SERIAL = r"\d{5}(?:[.,]\d{1,15})?"
# The first day of each system, so that the serial number is the days since then.
_SYSTEMS = {"excel1900": "1899-12-30", "excel1904": "1904-01-01"}
# Ten digits are seconds since 1970 (from 2001 on), thirteen milliseconds, and so on.
_EPOCHS = {10: 1_000_000, 13: 1_000, 16: 1}
_EPOCH = r"\d{10}(?:\.\d{1,9})?|\d{13}|\d{16}"
_CLOCK = (
    r"(?:(?:t|, ?| (?:às |as |at |um |a las |- )?)"
    r"(\d{1,2})[:h.](\d{2})(?:[:m.](\d{2})s?)?(?:[.,](\d{1,9}))?(?: ?([ap])\.? ?m\.?)?"
    r"(?: ?(z|(?:utc|gmt)?(?: ?[-+]\d{1,2}(?::?\d{2})?)?(?: utc)?))?(?: ?\[[a-z_/]+\])?)?"
)
_PARTS = "['date', 'hour', 'minute', 'second', 'fraction', 'half', 'zone']"
_YEARS_OF_A_SHOP = 15
_DAYS_OF_A_MONTH = 20


@dataclass(frozen=True)
class TimeReading:
    """A `Reading` of times, and the offsets from UTC that its column names.

    `offset` is a SELECT expression of minutes, NULL where none is written, over the steps;
    `doubtful` a condition of the rows whose day and month may have been exchanged.
    """

    reading: Reading
    offset: str
    instants: bool = False
    doubtful: str = ""


def read_times(
    db: DuckDB,
    relation: str,
    column: str,
    name: str,
    conventions: Conventions,
    *,
    instants: bool = False,
) -> TimeReading:
    """How the text `column` of `relation` is read as TIMESTAMP; NULL where it is no time.

    `name` is `table.column` for messages and choices; `instants` says that the values are
    points in time whose UTC text this is. The data may say "dmy", "mdy" or "ymd". A zone is
    dropped, not applied: a time counts as it is written, unless the user has chosen a zone.
    """
    p, d = f"{column}_2", f"{column}_3"
    steps: tuple[str, ...] = (
        _plain(column),
        f"regexp_extract({column}_1, '^(.*?){_CLOCK}$', {_PARTS})",
        _with_numbers_for_months(f"{p}.date"),
    )
    source = through(steps, column, relation)
    counts = db.row(
        "SELECT "
        + ", ".join(
            f"count(*) FILTER (regexp_full_match({d}, '{form}'))"
            for form in (*(_sql(form) for form, _ in _FORMS.values()), _SERIAL, _EPOCH)
        )
        + f" FROM {source}",
    )
    found = {form: count for form, count in zip(_FORMS, counts, strict=False) if count}
    serials, epochs = counts[-2:]
    findings: list[Finding] = []
    said: str | None = None
    orders: list[str] = []
    cases = []
    for form in found:
        pattern, order = _FORMS[form]
        if order == "?":
            order, told, asked = _order(db, source, d, form, name, conventions)
            said = said or told
            findings += asked
        orders.append(order)
        cases.append(
            f"WHEN regexp_full_match({d}, '{_sql(pattern)}') THEN {_date(d, pattern, order)}"
        )
    clock = _clock(p)
    value = f"try_cast(CASE {' '.join(cases)} END || {clock} AS TIMESTAMP)" if cases else "NULL"
    offset = _offset(f"{p}.zone")
    if instants:
        offset = "0"
    written = f"({value})::TIMESTAMP"
    if zone := conventions.applied_zone:
        utc = f"timezone('UTC', {written} - to_minutes(({offset})::BIGINT))"
        written = f"CASE WHEN ({offset}) IS NULL THEN {written} ELSE timezone('{zone}', {utc}) END"
    numbers = []
    if serials:
        system, asked = _system(db, source, d, name, conventions)
        findings += asked
        days = f"try_cast(replace({d}, ',', '.') AS DECIMAL(24, 15))"
        numbers.append(
            f"WHEN regexp_full_match({d}, '{_SERIAL}') THEN "
            f"TIMESTAMP '{_SYSTEMS[system]}' + to_seconds(round({days} * 86400)::BIGINT)"
        )
    if epochs:
        units = " ".join(f"WHEN {digits} THEN {micros}" for digits, micros in _EPOCHS.items())
        whole = f"split_part({d}, '.', 1)"
        utc = f"make_timestamp(try_cast({whole} AS BIGINT) * CASE strlen({whole}) {units} END)"
        if conventions.applied_zone:
            utc = f"timezone('{conventions.applied_zone}', timezone('UTC', {utc}))"
        numbers.append(f"WHEN regexp_full_match({d}, '{_EPOCH}') THEN {utc}")
        offset = f"CASE WHEN regexp_full_match({d}, '{_EPOCH}') THEN 0 ELSE {offset} END"
    if numbers:
        written = f"CASE {' '.join(numbers)} ELSE {written} END"
    patterns = {form: _sql(_FORMS[form][0]) for form in found}
    patterns |= {"serial": _SERIAL} if serials else {}
    more, doubtful = exchanged(db, source, d, written, patterns, name, shown=f"{p}.date")
    taken = orders[0] if len({*orders}) == 1 else None
    reading = Reading((*steps, written), findings + more, said, taken)
    return TimeReading(reading, offset, instants or bool(epochs), doubtful)


def _sql(pattern: str) -> str:
    return pattern.replace("'", "''")


def _plain(column: str) -> str:
    """One line in lower case; digits that run together are set apart."""
    text = f"lower({one_line(column)})"
    text = f"replace({text}, '\u2212', '-')"
    run_together = r"^(\d{8})t?(\d{2})(\d{2})(\d{2})(\D.*)?$"
    text = rf"regexp_replace({text}, '{run_together}', '\1 \2:\3:\4\5')"
    text = rf"regexp_replace({text}, '^(\d{{8}})t?(\d{{2}})(\d{{2}})$', '\1 \2:\3')"
    text = f"regexp_replace({text}, '{_WEEKDAYS}', '')"
    # As Java and C print a time: Oct 02 10:56:33 UTC 2017.
    return (
        rf"regexp_replace({text}, '^([a-z]{{3}} \d{{1,2}}) (\d{{2}}:\d{{2}}:\d{{2}})( [a-z]{{3}})? "
        rf"(\d{{4}})$', '\1 \4 \2\3')"
    )


def _with_numbers_for_months(text: str) -> str:
    named = text
    for number, names in enumerate(_MONTHS, 1):
        named = rf"regexp_replace({named}, '(^|\PL)(?:{names})\.?(\PL|$)', '\1|{number}|\2')"
    return rf"CASE WHEN regexp_matches({text}, '\pL{{3}}') THEN {named} ELSE {text} END"


def names_month(text: str) -> str:
    """A condition: the text of a time that cannot be read may name a month in another language."""
    day, word, year = r"\d{1,2}[.ºª]?", r"\pL[\pL\pM]{2,}\.?", r"(?:\d{4}|\d{2})"
    between = r"[ /.,-]+(?:de |of )?"
    dates = f"{day}{between}{word}{between}{year}|{word} {day},?[ -]+{year}"
    return f"regexp_matches({_plain(text)}, '^(?:{dates})(?:\\PL.*)?$')"


def _date(text: str, pattern: str, order: str) -> str:
    """YYYY-MM-DD of a date whose parts stand in `order`."""
    parts = {
        part: f"regexp_extract({text}, '^{_sql(pattern)}$', {n})" for n, part in enumerate(order, 1)
    }
    year = parts["y"]
    # As POSIX has it: 69 to 99 are of the last century.
    century = f"CASE WHEN {year} >= '69' THEN '19' ELSE '20' END || {year}"
    return (
        f"CASE strlen({year}) WHEN 2 THEN {century} ELSE {year} END"
        f" || '-' || lpad({parts['m']}, 2, '0') || '-' || lpad({parts['d']}, 2, '0')"
    )


def _clock(p: str) -> str:
    """' HH:MM:SS.ffffff' of the parts; empty without an hour."""
    hour = f"try_cast({p}.hour AS INTEGER)"
    # 12 AM is midnight; 13 PM is no hour.
    of_half = (
        f"CASE WHEN {p}.half = '' THEN {hour} WHEN {hour} BETWEEN 1 AND 12 "
        f"THEN {hour} % 12 + CASE {p}.half WHEN 'p' THEN 12 ELSE 0 END ELSE 99 END"
    )
    seconds = f"CASE {p}.second WHEN '' THEN '00' ELSE {p}.second END"
    fraction = f"CASE {p}.fraction WHEN '' THEN '' ELSE '.' || left({p}.fraction, 6) END"
    return (
        f"CASE {p}.hour WHEN '' THEN '' ELSE ' ' || lpad(({of_half})::VARCHAR, 2, '0') "
        f"|| ':' || {p}.minute || ':' || {seconds} || {fraction} END"
    )


def _offset(zone: str) -> str:
    """Minutes ahead of UTC that a zone's text says; NULL when there is none."""
    hours = rf"regexp_extract({zone}, '([-+]\d{{1,2}}):?(\d{{2}})?', 1)"
    minutes = rf"regexp_extract({zone}, '([-+]\d{{1,2}}):?(\d{{2}})?', 2)"
    # -03:30 is three hours and a half behind: the minutes have the sign of the hours.
    sign = f"CASE WHEN contains({zone}, '-') THEN -1 ELSE 1 END"
    return (
        f"CASE WHEN {zone} = '' THEN NULL WHEN {hours} = '' THEN 0 ELSE {sign} * (60 * "
        f"abs(try_cast({hours} AS INTEGER)) + coalesce(try_cast({minutes} AS INTEGER), 0)) END"
    )


def _order(
    db: DuckDB,
    source: str,
    text: str,
    form: str,
    name: str,
    conventions: Conventions,
) -> tuple[str, str | None, list[Finding]]:
    """The order of the parts of a form that leaves it open, and what the data says."""
    pattern, _ = _FORMS[form]
    part = [f"try_cast(regexp_extract(v, '^{_sql(pattern)}$', {n}) AS INTEGER)" for n in (1, 2, 3)]
    row = db.row(
        f"""SELECT count(*) FILTER (a > 12), count(*) FILTER (b > 12), count(*) FILTER (a <> b),
                   count(*) FILTER (a > 31), count(*) FILTER (c > 31),
                   max(a) - min(a), max(c) - min(c),
                   count(*) FILTER (regexp_matches(v, '^\\d[^\\d]')), any_value(v)
            FROM (SELECT v, {part[0]} AS a, {part[1]} AS b, {part[2]} AS c
                  FROM (SELECT {text} AS v FROM {source})
                  WHERE regexp_full_match(v, '{_sql(pattern)}'))""",
    )
    day_first, month_first, differ, a_years, c_years, spread_a, spread_c, single, example = row
    possible = ["dmy"] * (not month_first) + ["mdy"] * (not day_first)
    if form == "short_year":
        # 17-10-02 may begin with its year; a year has two digits and few values.
        days_last = spread_a >= _DAYS_OF_A_MONTH and spread_c <= _YEARS_OF_A_SHOP
        if not (month_first or c_years or single or days_last):
            possible.append("ymd")
        days_first = spread_c >= _DAYS_OF_A_MONTH and spread_a <= _YEARS_OF_A_SHOP
        if a_years or (days_first and "ymd" in possible):
            possible = [order for order in possible if order == "ymd"]
    said = possible[0] if len(possible) == 1 else None
    choice = chosen(conventions.date_order, name, said, _possible_choices(form))
    if choice is not None:
        return choice, said, []
    asked = None
    if not possible:
        asked = ask(
            *("date_order_mixed", name, example), day_first=day_first, month_first=month_first
        )
    elif "ymd" in possible:
        asked = ask("date_order_ambiguous.with_year", name, example)
    elif differ:  # 03/03/2017 is one day in either order
        asked = ask("date_order_ambiguous.day_or_month", name, example)
    return "dmy", None, [asked] if asked else []


def _possible_choices(form: str) -> Sequence[str]:
    return ("dmy", "mdy", "ymd") if form == "short_year" else ("dmy", "mdy")


def _system(
    db: DuckDB,
    source: str,
    text: str,
    name: str,
    conventions: Conventions,
) -> tuple[str, list[Finding]]:
    """The date system of serial numbers, which they do not tell themselves."""
    choice = chosen(conventions.date_order, name, None, tuple(_SYSTEMS))
    if choice is not None:
        return choice, []
    row = db.row(
        f"SELECT min({text}), count(*) FROM {source} WHERE regexp_full_match({text}, '{_SERIAL}')",
    )
    days = f"floor(try_cast(replace('{row[0]}', ',', '.') AS DOUBLE))::INTEGER"
    dates = db.row("SELECT " + ", ".join(f"DATE '{first}' + {days}" for first in _SYSTEMS.values()))
    asked = ask(
        *("date_system_ambiguous", name, row[0]), in_1900=str(dates[0]), in_1904=str(dates[1])
    )
    return "excel1900", [replace(asked, count=row[1])]
