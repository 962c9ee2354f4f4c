"""Customers and orders whose id is written in two forms: 0042 and 42, with and without hyphens.

Each form would be a customer of its own. Whether they are one cannot be known, so nothing is put
together; how many meet, and how likely that is by chance, says how it is told. Orders in two forms
would count twice, as where a spreadsheet took the zeros from one of two exports that overlap; on
one day, of one customer or of one value, they are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.messages import Sentence, sentence

_TABLE, _KEY = "customers", "customer_unique_id"
_SAMPLE = 2_000
_EXAMPLES = 3
# Of the ids in the rarer form so many meet the other by no chance. Of long codes next to none do;
# there it is enough that the form is no stray.
_CLEAR_SHARE = 0.1
_FEWEST = 3
_OWN_FORM = 0.01
_CODE = "[0-9a-f]*[0-9][0-9a-f]*"
_CODE_DIGITS = 8
_PUNCTUATED = r"[^\pL\pN]"
# The signs of mail addresses are parts of names: a.b@c is not ab@c.
_CODES_ONLY = f"NOT contains({_KEY}, '@')"
# Letters or signs that all ids begin with are a part of their form: CUST-0042.
_BEGINS = r"^([^0-9]*)[0-9]+$"
_ZEROS = r"^([^0-9]*)0+([0-9]+)$"
# So few may be chance, in a shop of many orders: 1-11 and 11-1.
_FEW_ORDERS, _SHARE_OF_ORDERS = 3, 0.01
_ZEROS_OF_NUMBER = r"^[^0-9]*0+[0-9]"
_BEFORE_ZEROS, _BEHIND_ZEROS = r"^([^0-9]*)", r"^[^0-9]*0*(.*)$"
_FIRST_ZEROS = r"^([^0-9]*)0+([0-9].*)$"


@dataclass(frozen=True)
class _Form:
    """Ids of one form: how many there are, and how many of them meet one of another form."""

    punctuation: str
    zeros: bool
    ids: int
    met: int
    met_codes: int


def variant_findings(db: Database, file: str, id_case: str) -> list[Finding]:
    """What there is to tell of ids that are one but for their form; `file` is where they are.

    An error where they clearly are the same customers, a warning where that may be chance.
    """
    if not _may_vary(db):
        return []
    _fold(db, "{}" if id_case == "distinct" else "lower({})")
    customers, rows = db.rows(
        f"""SELECT count(*), (SELECT count(*) FROM {_TABLE} SEMI JOIN
                (SELECT unnest(ways) AS {_KEY} FROM id_variants) USING ({_KEY}))
            FROM id_variants""",
    )[0]
    if not customers:
        return []
    forms = _forms(db)
    usual = max(forms, key=lambda form: form.ids)
    others = [form for form in forms if form is not usual]
    everyone = sum(form.ids for form in forms)
    ids = db.scalar(f"SELECT count(DISTINCT {_KEY}) FROM {_TABLE}")
    examples = tuple(
        " / ".join(ways)
        for (ways,) in db.rows(f"SELECT ways FROM id_variants ORDER BY ways LIMIT {_EXAMPLES}")
    )
    return [
        finding(
            "ids_in_two_forms",
            "error" if any(_is_clear(form, everyone) for form in others) else "warning",
            how=_differences(forms),
            example=examples[0],
            id_rows=rows,
            forms=[_counts(form) for form in forms],
            table=_TABLE,
            file=file,
            column=_KEY,
            count=customers,
            share=customers / (ids - sum(form.met for form in forms) + customers),
            examples=examples,
        )
    ]


def _may_vary(db: Database) -> bool:
    """Whether there may be forms: ids of one length and without signs have none, nor have those
    that are all alike in what is quickly looked at and, in a sample, in the rest."""
    [(shortest, longest, with_signs)] = db.rows(
        f"""SELECT min(strlen({_KEY})), max(strlen({_KEY})), (SELECT count(*) FROM (
                SELECT {_KEY} AS k FROM {_TABLE} LIMIT {_SAMPLE})
                WHERE regexp_matches(k, '{_PUNCTUATED}'))
            FROM {_TABLE}""",
    )
    if shortest == longest and not with_signs:
        return False
    [(ids, hyphens, braces, zeros)] = db.rows(
        f"""SELECT count(*), count(*) FILTER (contains({_KEY}, '-')),
                   count(*) FILTER (prefix({_KEY}, '{{')),
                   count(*) FILTER (prefix({_KEY}, '0') AND strlen({_KEY}) > 1) FROM {_TABLE}""",
    )
    if zeros or 0 < hyphens < ids or 0 < braces < ids:
        return True
    [(signs, inner_zeros)] = db.rows(
        f"""SELECT count(DISTINCT regexp_replace({_KEY}, '[\\pL\\pN]+', '', 'g')),
                   count(*) FILTER (regexp_matches({_KEY}, '{_ZEROS}'))
            FROM {_TABLE}
            WHERE rowid % (SELECT greatest(1, count(*) // {_SAMPLE}) FROM {_TABLE}) = 0
                AND {_CODES_ONLY}""",
    )
    return bool(inner_zeros) or signs > 1


def _fold(db: Database, case: str) -> None:
    """Make `id_forms` (each id with its form) and `id_variants` (ids of several forms)."""
    bare = f"regexp_replace(regexp_replace({_KEY}, '\\.0+$', ''), '{_PUNCTUATED}', '', 'g')"
    db.execute(
        f"""CREATE OR REPLACE TEMP TABLE id_forms AS
            SELECT {_KEY} AS k, {case.format(bare)} AS bare,
                   regexp_replace({_KEY}, '[\\pL\\pN]+', '', 'g') AS punctuation
            FROM {_TABLE} WHERE {_CODES_ONLY} GROUP BY {_KEY}""",
    )
    # 0042 is 42 where all ids are numbers, or begin alike: of names, ana01 is not ana1.
    [(beginning, ends)] = db.rows(
        f"""SELECT coalesce(min(b), ''), coalesce(max(b), '') FROM
            (SELECT regexp_extract(bare, '{_BEGINS}', 1) AS b FROM id_forms) WHERE b <> ''""",
    )
    begins = beginning if beginning == ends else ""
    db.execute(
        f"""CREATE OR REPLACE TEMP TABLE id_forms AS
            SELECT k, {case.format("k")} AS cased, punctuation,
                   regexp_matches(bare, '{_ZEROS}') AND
                       regexp_extract(bare, '{_ZEROS}', 1) IN ('', $begins) AS zeros,
                   CASE WHEN zeros THEN regexp_replace(bare, '{_ZEROS}', '\\1\\2') ELSE bare END
                       AS folded
            FROM id_forms""",
        {"begins": begins},
    )
    # Where both have the same signs, these stand in the same places: 1-23 is not 12-3.
    db.execute(
        f"""CREATE OR REPLACE TEMP TABLE id_variants AS
            SELECT folded, list(k ORDER BY k) AS ways FROM id_forms WHERE folded <> ''
            GROUP BY folded HAVING count(DISTINCT punctuation) > 1 OR count(DISTINCT cased) >
                count(DISTINCT regexp_replace(cased, '{_FIRST_ZEROS}', '\\1\\2'))""",
    )


def _forms(db: Database) -> list[_Form]:
    """The forms of which ids meet those of another."""
    rows = db.rows(
        f"""SELECT punctuation, zeros, count(*), count(v.folded), count(v.folded) FILTER (
                regexp_full_match(lower(v.folded), '{_CODE}')
                AND strlen(v.folded) >= {_CODE_DIGITS})
            FROM id_forms f LEFT JOIN id_variants v ON f.folded = v.folded
            GROUP BY ALL HAVING count(v.folded) > 0 ORDER BY ALL""",
    )
    return [_Form(*row) for row in rows]


def _is_clear(form: _Form, everyone: int) -> bool:
    if form.met < _FEWEST:
        return False
    own = form.ids >= _OWN_FORM * everyone and form.met_codes >= _FEWEST
    return form.met >= _CLEAR_SHARE * form.ids or own


def _differences(forms: Sequence[_Form]) -> list[Sentence]:
    differs = []
    if len({form.punctuation for form in forms}) > 1:
        signs = " ".join(sorted(set().union(*(form.punctuation for form in forms)))).strip()
        differs.append(
            sentence("id_form.signs", signs=signs) if signs else sentence("id_form.blanks")
        )
    if len({form.zeros for form in forms}) > 1:
        differs.append(sentence("id_form.zeros"))
    return differs


def _counts(form: _Form) -> Sentence:
    if form.punctuation:
        name = "ids_of_form.with_signs_and_zeros" if form.zeros else "ids_of_form.with_signs"
    else:
        name = "ids_of_form.with_zeros" if form.zeros else "ids_of_form.plain"
    return sentence(name, ids=form.ids, met=form.met)


def order_variant_findings(db: Database) -> list[Finding]:
    """An error where orders are there in two forms of their number, a warning where few are."""
    if not _numbers_may_vary(db):
        return []
    # References to groups are written otherwise on Spark.
    pairs = f"""
        SELECT min(order_id) AS one, max(order_id) AS other,
               sum(order_value) - max(order_value) AS money
        FROM (SELECT *, concat(regexp_extract(bare, '{_BEFORE_ZEROS}', 1),
                               regexp_extract(bare, '{_BEHIND_ZEROS}', 1)) AS folded
              FROM (SELECT *, regexp_replace(order_id, '[^\\pL\\pN]', '', 'g') AS bare,
                           cast(purchased_at AS DATE) AS day
                    FROM order_facts WHERE is_counted) AS o) AS f
        WHERE folded <> ''
        GROUP BY folded, day
        HAVING count(*) > 1
           AND (count(DISTINCT customer_unique_id) < 2 OR count(DISTINCT order_value) < 2)"""
    shown = db.rows(
        f"""SELECT one, other, count(*) OVER (), sum(money) OVER () FROM ({pairs}) AS p
            ORDER BY one LIMIT {_EXAMPLES}"""
    )
    if not shown:
        return []
    _, _, count, money = shown[0]
    orders = db.scalar("SELECT count(*) FROM order_facts WHERE is_counted")
    examples = tuple(f"{one} / {other}" for one, other, *_ in shown)
    few = count < _FEW_ORDERS and count < _SHARE_OF_ORDERS * orders
    return [
        finding(
            "orders_in_two_forms",
            "warning" if few else "error",
            example=examples[0],
            table="orders",
            column="order_id",
            count=int(count),
            share=count / orders,
            money=money,
            examples=examples,
        )
    ]


def _numbers_may_vary(db: Database) -> bool:
    """Whether numbers of orders differ in length, and in what they begin with or hold."""
    shortest, longest = db.row(
        "SELECT min(length(order_id)), max(length(order_id)) FROM order_facts WHERE is_counted"
    )
    if shortest == longest:
        return False
    number = "order_id >= '0' AND order_id < ':'"
    zeros = f"regexp_matches(order_id, '{_ZEROS_OF_NUMBER}')"
    forms = db.row(
        f"""SELECT count(CASE WHEN {number} AND order_id < '1' THEN 1 END),
                   count(CASE WHEN {number} AND order_id >= '1' THEN 1 END),
                   count(CASE WHEN NOT ({number}) AND {zeros} THEN 1 END),
                   count(CASE WHEN NOT ({number}) AND NOT {zeros} THEN 1 END)
            FROM order_facts WHERE is_counted"""
    )
    return sum(map(bool, forms)) > 1
