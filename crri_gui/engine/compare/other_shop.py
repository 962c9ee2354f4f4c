"""Whether what is to be published is of another shop than what it would replace.

Customers tell shops apart: of one shop, nearly all customers of the shorter time are in the
longer one too, whatever was corrected meanwhile. Months do where customers cannot: a shop whose
past changes clearly month after month, under the same definitions, is another one or has become
one. A few orders more or less in every month are none: exports are corrected like that. What has
lost most of the published months is another shop, or an export of a part of the time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core import workspace
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.publish import outputs
from crri_gui.engine.publish.reading import read_columns
from crri_gui.engine.publish.release import is_whole, read_manifest
from crri_gui.errors import OtherShop, OutputError
from crri_gui.messages import sentence

# Of the smaller set. The same shop shares most customers with itself; exports of Olist made up by
# different seeds, or of two countries of a chain, share none but a few by chance.
_FEW_COMMON = Decimal("0.05")
# With fewer customers, all of them may have changed their ids and be the same people: their
# months must differ too.
_TINY = 5
# Fewer restated months are a correction.
_LEAST_MONTHS = 3
# By more than this share of the larger revenue a month is clearly another one.
_CLEARLY = Decimal("0.05")

MonthRow = tuple[str, Decimal | None, Decimal | None]
"""A month with its revenue before and after; None where a side does not have it."""


@dataclass(frozen=True)
class Kinship:
    """What two sets have in common; customers are None where they cannot be counted."""

    customers_before: int | None
    customers_after: int | None
    customers_common: int | None
    months: Sequence[MonthRow]


def other_shop(
    kin: Kinship, manifest: Mapping[str, Any] | None, meaning: Mapping[str, Any]
) -> tuple[str, ...]:
    """Why the two are of different shops, a sentence a reason; empty where nothing says so.

    `manifest` is that of the published set, `meaning` what it says of the computed one:
    definitions and conventions.
    """
    shared = [(was, becomes) for _, was, becomes in kin.months if None not in (was, becomes)]
    chosen = _differs(manifest, meaning, "window")
    reasons = []
    if kin.customers_before and kin.customers_after and kin.customers_common is not None:
        smaller = min(kin.customers_before, kin.customers_after)
        few = kin.customers_common < _FEW_COMMON * smaller
        tiny = smaller < _TINY and any(was == becomes for was, becomes in shared)
        # Two windows without a common month have few customers in common by choice.
        if few and not tiny and not (chosen and not shared):
            # Of another shop no month has the same revenue.
            same = len(shared) >= _LEAST_MONTHS and _most_equal(shared)
            reasons.append(
                sentence(
                    "few_common_customers.same_months" if same else "few_common_customers.alone",
                    months=sum(was == becomes for was, becomes in shared),
                    common=kin.customers_common,
                    published=kin.customers_before,
                    computed=kin.customers_after,
                )
            )
    published = [becomes for _, was, becomes in kin.months if was is not None]
    gone = published.count(None)
    if len(published) >= _LEAST_MONTHS and gone * 2 > len(published) and not chosen:
        reasons.append(sentence("most_months_gone", months=len(published), gone=gone))
    complete = _complete(kin.months)
    restated = sum(
        abs(was - becomes) > _CLEARLY * max(abs(was), abs(becomes)) for was, becomes in complete
    )
    if (
        len(complete) >= _LEAST_MONTHS
        and restated * 2 > len(complete)
        and _same_meaning(manifest, meaning)
    ):
        reasons.append(sentence("most_months_restated", months=len(complete), restated=restated))
    return tuple(reasons)


def _most_equal(shared: Sequence[tuple[Decimal | None, Decimal | None]]) -> bool:
    return sum(was == becomes for was, becomes in shared) * 2 > len(shared)


def refuse_other_shop(
    db: DuckDB,
    risky: Collection[str],
    published: Path,
    meaning: Mapping[str, Any],
    temp_dir: Path | None = None,
) -> None:
    """Raise `OtherShop` where the outputs in `db` are of another shop than what is published.

    `risky` are the columns whose text is written with an apostrophe. What cannot be read says
    nothing: neither yes nor no.
    """
    if outputs.form_of(published) is None:
        return
    manifest = None
    with suppress(OutputError):
        manifest = read_manifest(published)
    db.run.report(sentence("comparing_shops"), within=0.9)
    # On a cursor of its own, whose temporary tables go with it.
    with db.cursor() as own, workspace.scratch(temp_dir) as work:
        kin = _kinship(own, risky, published, Path(work))
    refuse_for(other_shop(kin, manifest, meaning), published)


def refuse_for(reasons: Sequence[str], published: Path) -> None:
    """Raise `OtherShop` where there are reasons to think that another shop is published."""
    if reasons:
        raise OtherShop("another_shop", reasons=reasons, file=published)


def _kinship(db: DuckDB, risky: Collection[str], published: Path, work: Path) -> Kinship:
    def read(name: str, *wanted: str) -> bool:
        """Make the views `before` of the published file and `after` of the table."""
        if not read_columns(db, published, name, wanted, "before", work):
            return False
        [table] = (table for table in OUTPUT_TABLES if table.name == name)
        written = outputs.rows_written(table, risky)
        db.execute(
            f"CREATE OR REPLACE TEMP VIEW after AS SELECT {', '.join(wanted)} FROM ({written})"
        )
        return True

    before = after = common = None
    if read("rfm_customers", "customer_unique_id"):
        [(before, after, common)] = db.rows(
            """SELECT (SELECT count(*) FROM before), (SELECT count(*) FROM after),
                      (SELECT count(*) FROM before SEMI JOIN after USING (customer_unique_id))""",
        )
    months = months_of(db) if read("monthly_revenue", "order_month", "revenue") else []
    return Kinship(before, after, common, months)


def months_of(db: DuckDB) -> list[MonthRow]:
    """The months of the views `before` and `after`, each with its revenue."""
    side = """(SELECT order_month, coalesce(sum(revenue), 0) AS revenue FROM {}
               WHERE order_month IS NOT NULL GROUP BY ALL)"""
    return db.rows(
        f"""SELECT order_month, b.revenue, a.revenue FROM {side.format("before")} AS b
            FULL JOIN {side.format("after")} AS a USING (order_month) ORDER BY 1""",
    )


def _complete(months: Sequence[MonthRow]) -> list[tuple[Decimal, Decimal]]:
    """What is in both sets and at no edge of either, where a month may be partial."""
    edges: set[str] = set()
    for place in (1, 2):
        there = [row[0] for row in months if row[place] is not None]
        edges.update((*there[:1], *there[-1:]))
    return [
        (was, becomes)
        for month, was, becomes in months
        if was is not None and becomes is not None and month not in edges
    ]


def _same_meaning(manifest: Mapping[str, Any] | None, meaning: Mapping[str, Any]) -> bool:
    """Whether both were made by the same definitions and conventions, as far as that is known."""
    return is_whole(dict(manifest or {})) and all(
        (manifest or {}).get(name) == value for name, value in meaning.items()
    )


def _differs(manifest: Mapping[str, Any] | None, meaning: Mapping[str, Any], option: str) -> bool:
    before = (manifest or {}).get("definitions")
    after = meaning.get("definitions", {})
    return isinstance(before, dict) and before.get(option) != after.get(option)
