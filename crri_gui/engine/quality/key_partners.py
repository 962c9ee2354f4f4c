"""Whether the keys of one file are those of the other, and in what form they would be.

Asked right after reading, while the raw tables are whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from crri_gui.engine.core.database import Database
from crri_gui.engine.core.findings import Finding, Severity, finding
from crri_gui.engine.core.sql_text import sql_literal
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.quality.key_variants import variant_findings
from crri_gui.messages import sentence
from crri_gui.raw_tables import RAW_TABLES

# Fewer that have a partner are another form of the keys, or another shop.
_USUAL_SHARE = 0.9
_SAMPLE = 2_000
_PAIRS = (
    ("orders", "customers", "customer_id"),
    ("order_items", "orders", "order_id"),
    ("order_payments", "orders", "order_id"),
    ("order_reviews", "orders", "order_id"),
)
_IN_CASE = "keys_differ_in_form.in_case"
# Some rows of each table, from all over it: its name and its keys.
_SAMPLES = "key_samples"
# How a key of one file may have to be written to be that of the other; the names of messages.
_FORMS = {
    _IN_CASE: "lower({})",
    "key_form.without_point": r"regexp_replace({}, '\.0+$', '')",
    "key_form.without_zeros": "ltrim({}, '0')",
    "key_form.letters_and_digits": r"regexp_replace({}, '[^\pL\pN]', '', 'g')",
}
# What may differ in case alone, the table that has each key once, and who else names it.
_DOMAINS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("customers", "customer_unique_id", ()),
    ("customers", "customer_id", ("orders",)),
    ("orders", "order_id", ("order_items", "order_payments", "order_reviews")),
)
_IDS_IN_CASE: dict[str, tuple[str, Severity]] = {
    "ask": ("ids_differ_in_case.ask", "error"),
    "distinct": ("ids_differ_in_case.distinct", "warning"),
    "same": ("ids_differ_in_case.same", "note"),
}
_EXAMPLES = 3
# Dashboards join on it, so each of them is looked at.
_JOINED_ON = "customer_unique_id"


@dataclass(frozen=True)
class _Side:
    table: str
    files: Sequence[str]

    @property
    def name(self) -> str:
        return label_of(self.files)


def partner_forms(db: Database, loaded: Sequence[Loaded]) -> list[Finding]:
    """An error for each pair of tables whose keys would meet in another form.

    Where they differ in case alone the option `id_case` is asked for.
    """
    files = _files(loaded)
    findings = []
    meets: dict[str, float] = {}
    for parent, key in dict.fromkeys((parent, key) for _, parent, key in _PAIRS):
        children = [child for child, of, _ in _PAIRS if of == parent and child in files]
        if parent in files and children:
            meets |= _samples_meet(db, children, parent, key)
    for child, parent, key in _PAIRS:
        if child not in files or parent not in files:
            continue
        if meets.get(child, 1.0) >= _USUAL_SHARE:
            continue
        share = _meeting(db, child, parent, key, "{}")
        if share >= _USUAL_SHARE:
            continue
        for words, form in _FORMS.items():
            if _meeting(db, child, parent, key, form) <= max(share, 1 - _USUAL_SHARE):
                continue
            sides = _Side(child, files[child]), _Side(parent, files[parent])
            findings.append(_told(db, sides, key, words, form, share))
            break
    return findings


def _files(loaded: Sequence[Loaded]) -> Mapping[str, list[str]]:
    files: dict[str, list[str]] = {}
    for file in loaded:
        files.setdefault(file.table.name, []).append(file.label)
    return files


def _meeting(
    db: Database,
    child: str,
    parent: str,
    key: str,
    form: str,
) -> float:
    """The share of the child's rows whose key, brought into that form, is one of the parent's."""
    row = db.row(
        f"""SELECT count(p.k), count(*) FROM
            (SELECT {form.format(key)} AS k FROM {child}) c
            LEFT JOIN (SELECT DISTINCT {form.format(key)} AS k FROM {parent}) p ON c.k = p.k""",
    )
    return row[0] / row[1] if row[1] else 1.0


def _samples_meet(db: Database, children: Sequence[str], parent: str, key: str) -> dict[str, float]:
    """Of each child the share of a sample of its keys that are among the parent's.

    The samples are what is hashed, so the parent is read once and not built into a table.
    """
    found = db.rows(
        f"""WITH asked AS (
                SELECT DISTINCT of, {key} AS k FROM {_SAMPLES}
                WHERE of IN ({_listed(children)}) AND k IS NOT NULL
            ),
            met AS (SELECT DISTINCT a.k FROM {parent} AS p JOIN asked AS a ON p.{key} = a.k)
            SELECT of, count(met.k) / count(*) FROM asked LEFT JOIN met ON asked.k = met.k
            GROUP BY of""",
    )
    return dict(found)


def _listed(tables: Collection[str]) -> str:
    return ", ".join(map(sql_literal, tables))


@contextmanager
def _samples(db: Database, tables: Collection[str]) -> Iterator[None]:
    """A table of samples, for what one look at a file tells."""
    keys = {
        table.name: [column.name for column in table.columns if column.kind == "key"]
        for table in RAW_TABLES
    }
    sizes = db.row("SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables))
    samples = " UNION ALL BY NAME ".join(
        f"""SELECT '{table}' AS of, {", ".join(keys[table])} FROM {table}
            WHERE rowid % {max(1, rows // _SAMPLE)} = 0"""
        for table, rows in zip(tables, sizes, strict=True)
    )
    db.execute(f"CREATE OR REPLACE TEMP TABLE {_SAMPLES} AS {samples}")
    try:
        yield
    finally:
        db.execute(f"DROP TABLE IF EXISTS {_SAMPLES}")


def _told(
    db: Database,
    sides: tuple[_Side, _Side],
    key: str,
    words: str,
    form: str,
    share: float,
) -> Finding:
    child, parent = sides
    examples = db.execute(
        f"""SELECT c.{key}, p.{key} FROM {child.table} c JOIN {parent.table} p
            ON {form.format(f"c.{key}")} = {form.format(f"p.{key}")}
            WHERE c.{key} <> p.{key} ORDER BY ALL LIMIT {_EXAMPLES}""",
    ).fetchall()
    one, other = examples[0]
    in_case = words == _IN_CASE
    return finding(
        _IN_CASE if in_case else "keys_differ_in_form",
        parent=parent.table,
        form="" if in_case else sentence(words),
        own=one,
        other=other,
        parent_file=parent.name,
        table=child.table,
        file=child.name,
        column=key,
        share=1 - share,
        examples=tuple(f"{a} / {b}" for a, b in examples),
    )


def key_findings(db: Database, loaded: Sequence[Loaded], id_case: str) -> list[Finding]:
    """What keeps the keys of the files from being those of one another, and from being unique.

    With id_case = same each id is written in all tables as it is written most often.
    """
    with _samples(db, _files(loaded)):
        if id_case == "same":
            findings = case_findings(db, loaded, id_case)
        else:
            findings = partner_forms(db, loaded)
            told = {found.column for found in findings}
            in_case = case_findings(db, loaded, id_case)
            findings += [found for found in in_case if found.column not in told]
    if id_case == "same":  # of what the tables hold by now
        with _samples(db, _files(loaded)):
            findings += partner_forms(db, loaded)
    customers = label_of(_files(loaded)["customers"])
    return findings + variant_findings(db, customers, id_case)


def case_findings(db: Database, loaded: Sequence[Loaded], id_case: str) -> list[Finding]:
    """Ids that differ in case alone: an error until `id_case` says what they are.

    Power BI takes them for one, so that a relationship on them fails to refresh. With
    id_case = same each is written in all tables as it is written most often.
    """
    files = _files(loaded)
    findings = []
    for table, key, others in _DOMAINS:
        others = tuple(other for other in others if other in files)
        if table not in files or not _may_differ(db, table, key, others):
            continue
        everywhere = " UNION ALL ".join(f"SELECT {key} AS k FROM {t}" for t in (table, *others))
        db.execute(
            f"""CREATE OR REPLACE TEMP TABLE id_cases AS
                SELECT lower(k) AS folded, arg_max(k, (n, k)) AS usual, list(k ORDER BY k) AS ways
                FROM (SELECT k, count(*) AS n FROM ({everywhere}) WHERE k IS NOT NULL GROUP BY k)
                GROUP BY ALL HAVING count(*) > 1""",
        )
        rows = db.execute(
            f"SELECT ways, count(*) OVER () FROM id_cases ORDER BY folded LIMIT {_EXAMPLES}"
        ).fetchall()
        if not rows:
            continue
        examples = tuple(" / ".join(ways) for ways, _ in rows)
        if id_case == "same":
            for name in (table, *others):
                db.execute(
                    f"""UPDATE {name} SET {key} = c.usual FROM id_cases c
                        WHERE lower({name}.{key}) = c.folded AND {name}.{key} <> c.usual""",
                )
        name, severity = _IDS_IN_CASE[id_case]
        findings.append(
            finding(
                name,
                severity,
                example=examples[0],
                table=table,
                file=label_of(files[table]),
                column=key,
                count=rows[0][1],
                examples=examples,
            )
        )
    return findings


def _may_differ(db: Database, table: str, key: str, others: Sequence[str]) -> bool:
    """Whether a sample has ids that could differ in case: hashes and numbers of one case cannot.

    Hexadecimal hashes all in lower case are made by programs, whole files at a time; looking
    at each of them would cost more than it could find.
    """
    if key == _JOINED_ON:
        row = db.row(f"SELECT count(*) FILTER ({key} <> lower({key})) FROM {table}")
        return bool(row[0])
    counts = db.rows(
        f"""SELECT count(*), count(*) FILTER (regexp_full_match({key}, '[0-9a-f]{{32}}')),
                   count(*) FILTER (regexp_full_match({key}, '[0-9]+'))
            FROM {_SAMPLES} WHERE of IN ({_listed((table, *others))}) GROUP BY of""",
    )
    return any(max(hashes, numbers) < ids for ids, hashes, numbers in counts)
