"""What other definitions would do to the numbers at hand, and what in the data they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.dashboard.measures import BY_NAME, rows_of
from crri_gui.definitions import SHOP, SYMBOLS, Definitions, Shop
from crri_gui.engine import tables
from crri_gui.engine.compare.change import NO_MOVES, Moves, Totals, change_sentence
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.multi_file import columns_of
from crri_gui.engine.pipeline import Examined
from crri_gui.engine.publish import outputs
from crri_gui.engine.quality import checks, period
from crri_gui.engine.query.dashboard.asking import measure_values
from crri_gui.engine.query.dashboard.filters import NO_FILTERS
from crri_gui.engine.results import Results
from crri_gui.engine.statuses import Status, judged
from crri_gui.engine.tables.recompute import FORMER, KNOWN, SCHEMA, computed_otherwise, names
from crri_gui.engine.tables.recompute import prepare as prepare_tables
from crri_gui.messages import Sentence, sentence

# Folders that hold a shop's exports and are not called by its name.
_NO_NAMES = ("csv", "data", "export", "exports", "input", "raw")
_RATES = {
    "late": "Late Delivery Rate",
    "delivery": "Avg Delivery Days",
    "review": "Avg Review Score",
}
_MEASURED = {table.name: table.measured for table in OUTPUT_TABLES}
# What is asked of the tables.
_WANTED: dict[str, set[str]] = {
    "monthly_revenue": {"order_month", "revenue", "orders"},
    "rfm_customers": {"customer_unique_id", "recency", "frequency", "RFM_score", "segment"},
}
for _measure in map(BY_NAME.__getitem__, _RATES.values()):
    _WANTED.setdefault(_MEASURED[_measure.source], set()).update(
        names(f"{rows_of(_measure.source, _measure.sql)} {_measure.sql}")
    )
# What the results themselves have, for as long as somebody holds them.
_known: WeakKeyDictionary[Results, Totals] = WeakKeyDictionary()


@dataclass(frozen=True)
class AtHand:
    """What of the data the definitions are about.

    `statuses` are by their orders, the most frequent first. `months` are those of the raw data,
    counted or not, the first and the last; None without any. `concerned` are the orders that an
    option is about, by its name. `proposed` is how the shop may be shown.
    """

    statuses: tuple[Status, ...]
    months: tuple[str, str] | None
    concerned: Mapping[str, int]
    proposed: Shop


@dataclass(frozen=True)
class Effect:
    """What changes under other definitions: the totals, single orders and customers, a sentence.

    `refused` is why a run would end with an error; then the numbers are as they were.
    """

    before: Totals
    after: Totals
    moves: Moves
    text: Sentence
    refused: Finding | None = None


def at_hand(run: RunContext, results: Results) -> AtHand:
    """What of the results' data the definitions are about."""
    with results.database(run) as db:
        statuses = db.rows(
            """SELECT order_status, count(*) AS orders FROM order_facts
               WHERE purchased_at IS NOT NULL GROUP BY ALL ORDER BY orders DESC, order_status"""
        )
        first, last = db.row("SELECT min(order_month), max(order_month) FROM raw_months")
        guests, refunds, unreviewed = db.row(
            """SELECT count(*) FILTER (is_guest), count(*) FILTER (refunded <> 0),
                      count(*) FILTER (reviews IS NULL)
               FROM order_facts WHERE purchased_at IS NOT NULL"""
        )
        proposed = _proposed(db, results)
    return AtHand(
        judged(statuses, results.data.classes),
        (first, last) if first is not None else None,
        {"guests": guests, "refunds": refunds, "review_blank": unreviewed},
        proposed,
    )


def _proposed(db: DuckDB, results: Results) -> Shop:
    """The folder's name, the currency that the data names, no cents where there are none."""
    folder = results.request.input_dir
    name = folder.stem if folder.is_file() else folder.name
    if name.casefold() in _NO_NAMES:
        name = folder.parent.name
    shown = SHOP["shop_name"], SHOP["currency_symbol"]
    currency = _currency(db, results.data)
    whole = db.scalar("SELECT coalesce(bool_and(revenue = trunc(revenue)), false) FROM month_sums")
    values = (" ".join(name.split()), SYMBOLS.get(currency, currency))
    name, symbol = (v if one.permits(v) else "" for one, v in zip(shown, values, strict=True))
    return Shop(name, symbol, 0 if whole else SHOP["money_decimals"].default)


def _currency(db: DuckDB, data: Examined) -> str:
    """The code of the one currency that the files name; "" where they name none, or several."""
    named = {code for file in data.loaded for code in file.currencies.values()}
    source = data.found.source
    if source is not None and source.layout.currency is not None:
        rows = db.rows("SELECT DISTINCT upper(currency) FROM crri_orders WHERE currency <> ''")
        named |= {code for (code,) in rows}
    return named.pop() if len(named) == 1 else ""


def prepare(run: RunContext, results: Results) -> None:
    """What every `effect` needs and finds once: the first of them waits less for it then."""
    with results.database(run) as db:
        _totals_of(db, results)
        prepare_tables(db)


def effect(run: RunContext, results: Results, definitions: Definitions) -> Effect:
    """What a run of the same data under these definitions would change of the results.

    Computed by the statements of a run, from the facts that it left. Raises `Cancelled`.
    """
    data, former = results.data, results.request.definitions
    with results.database(run) as db:
        was = _totals_of(db, results)
        refused = checks.value_findings(data.found.used, definitions, _layout(data))
        if refused:
            return _refused(was, refused[0])
        if definitions.id_case != former.id_case and _ids_in_case(data):
            return Effect(was, was, NO_MOVES, sentence("change.customers_unknown"))
        given = data.parameters
        parameters = tables.parameters(
            definitions,
            period.analysis_period(db, definitions, period.ORDERS_OF_FACTS),
            has_payments=given["has_payments"],
            has_answer_times=given["has_answer_times"],
            has_late=checks.can_judge_late(columns_of(data.found.used["orders"]), definitions),
        )
        counts = {
            status: tables.status_counts(definitions, status, data.classes)
            for (status,) in db.rows("SELECT order_status FROM counted_statuses")
        }
        with computed_otherwise(db, given, parameters, counts, _WANTED) as made:
            becomes = _totals(db, made, was)
            if not becomes.orders:
                return _refused(was, finding("no_counted_orders"))
            if early := period.snapshot_findings(db, definitions):
                return _refused(was, early[0])
            moves = _moves(db, made)
    return Effect(was, becomes, moves, change_sentence(was, becomes, moves))


def _refused(was: Totals, refusal: Finding) -> Effect:
    assert isinstance(refusal.message, Sentence)
    return Effect(was, was, NO_MOVES, refusal.message, refusal)


def _layout(data: Examined) -> str | None:
    source = data.found.source
    return source.layout.title if source is not None else None


def _ids_in_case(data: Examined) -> bool:
    """Whether any ids differ in case alone: they are what they are since the files were read."""
    return any(one.code == "ids_differ_in_case" for one in data.report.findings)


def _totals_of(db: DuckDB, results: Results) -> Totals:
    """The totals of the results, asked once."""
    found = _known.get(results)
    if found is None:
        nothing = Totals(revenue=Decimal(0), orders=0, customers=0, months=0)
        found = _known[results] = _totals(db, frozenset(_WANTED), nothing)
    return found


def _totals(db: DuckDB, made: frozenset[str], before: Totals) -> Totals:
    """The totals by the tables that are made, and as they were `before` by the others."""
    found: dict[str, Any] = {}
    if not made.isdisjoint(("monthly_revenue", "rfm_customers")):
        summary = outputs.totals(db)
        found = {name: summary[name] for name in ("revenue", "orders", "customers")}
        found["months"] = db.scalar("SELECT count(*) FROM monthly_revenue")
    asked = {
        name: measure
        for name, measure in _RATES.items()
        if _MEASURED[BY_NAME[measure].source] in made
    }
    rates = measure_values(db, NO_FILTERS, tuple(asked.values()))
    for name, measure in asked.items():
        found[name] = None if (value := rates[measure]) is None else float(value)
    return replace(before, **found)


def _moves(db: DuckDB, made: frozenset[str]) -> Moves:
    """Orders and customers that differ between the run's tables and those made otherwise."""
    come = go = segment = score = recency = 0
    if "order_facts" in made:
        come, go = db.row(
            f"""SELECT count(*) FILTER (is_counted AND NOT was_counted),
                       count(*) FILTER (was_counted AND NOT is_counted)
                FROM {SCHEMA}.order_facts"""
        )
    if "rfm_customers" in made:
        segment, score, recency = db.row(
            f"""SELECT count(*) FILTER (a.segment <> b.segment),
                       count(*) FILTER (a.segment = b.segment AND a.RFM_score <> b.RFM_score),
                       count(*) FILTER (a.RFM_score = b.RFM_score AND a.recency <> b.recency)
                FROM (SELECT *, {FORMER} AS former FROM {SCHEMA}.rfm_customers) AS a
                INNER JOIN {KNOWN}.former AS b ON a.former = b.rowid"""
        )
    return Moves(come=come, go=go, segment=segment, score=score, recency=recency)
