"""What a mapping would make of an export: counted and added up, and nothing published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from crri_gui.definitions import Conventions, Definitions
from crri_gui.engine.adapt.adapted import Adapted
from crri_gui.engine.adapt.beside import PAYMENTS, told_by_customers
from crri_gui.engine.adapt.findings import LEFT_OUT
from crri_gui.engine.adapt.rows import REJECTED
from crri_gui.engine.adapt.statements import LEFT
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, worst_first
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.layouts.layout import Identity, IdentityKind, Layout
from crri_gui.engine.layouts.synonyms.names import likeness
from crri_gui.engine.mapping.draft import Draft, kind_of
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.trial.checks import checks_of
from crri_gui.engine.mapping.trial.counted import counted_orders
from crri_gui.engine.mapping.trial.looking import looked_at
from crri_gui.engine.mapping.trial.met import LeftOut, Met, files_met, not_met
from crri_gui.engine.mapping.trial.unfolded import Unfolded, unfolded
from crri_gui.engine.mapping.trial.word_counts import (
    RowWord,
    Word,
    names_of_rows,
    row_words,
    status_words,
)
from crri_gui.messages import sentence

_ZERO = Decimal("0.00")
_OTHER_IDENTITIES = 5
_Field = Literal["customer", "customers.customer"]


@dataclass(frozen=True)
class Amounts:
    """What the counted orders add up to; None where the mapping has no such amount."""

    goods: Decimal
    shipping: Decimal | None
    tax: Decimal | None
    paid: Decimal | None
    refunds: Decimal | None


@dataclass(frozen=True)
class IdentityChoice:
    """What it would mean to tell customers so; `value` is what `edited` takes for `field`.

    An empty one goes by the orders' own column alone.

    `repeat_rate` is `repeat_customers` by `customers`, None without customers; `guests` are
    counted orders that say nothing.
    """

    field: _Field
    value: str
    current: bool
    customers: int
    repeat_customers: int
    guests: int

    @property
    def repeat_rate(self) -> float | None:
        """The share of the customers with two counted orders or more, 0 to 1."""
        return self.repeat_customers / self.customers if self.customers else None


@dataclass(frozen=True)
class Consequences:
    """What a mapping makes of an export.

    `rows` of the orders' files, of which `left_out` become nothing; `orders`, of which `counted`
    count by the definitions; `customers` and `guests` among the counted. `first` and `last` are
    their times; `beside` are the files of payments and customers, with how many orders are found
    there. Money is in the export's currency; where `currencies` (with their orders and goods) are
    several, the sums mean nothing and a finding of severity error says so.
    """

    rows: int
    orders: int
    counted: int
    customers: int
    repeat_customers: int
    guests: int
    amounts: Amounts
    first: dt.datetime | None
    last: dt.datetime | None
    left_out: tuple[LeftOut, ...]
    currencies: tuple[tuple[str, int, Decimal], ...]
    words: tuple[Word, ...]
    row_words: tuple[RowWord, ...]
    identities: tuple[IdentityChoice, ...]
    beside: tuple[Met, ...]
    unfolded: Unfolded | None
    findings: tuple[Finding, ...]


def consequences(
    run: RunContext,
    export: Export,
    draft: Draft,
    *,
    conventions: Conventions = Conventions({}, {}),
    definitions: Definitions = Definitions(),
    temp_dir: Path | None = None,
) -> Consequences:
    """What the draft makes of all rows of the export; the definitions say which orders count.

    Writes nothing beside the raw files. Raises `UsageError` where the draft is incomplete,
    `InputError` where the files cannot be read so, `Cancelled`.
    """
    layout = draft.layout()
    source = export.source(layout)
    others = _other_identities(export, layout)
    # Its own identities are compared too, so that the rows stay to be looked at.
    compared = (*layout.customer, *others) or (Identity((layout.order,), "id"),)
    keys = export.mapping_file.parent
    with looked_at(run, source, export.folder, keys, conventions, temp_dir, compared) as made:
        db, adapted = made
        return _told(db, export, draft, adapted, compared, counted_orders(definitions))


def _other_identities(export: Export, layout: Layout) -> tuple[Identity, ...]:
    """Columns that might tell customers apart, beside those of the layout."""
    known = {column for one in layout.customer for column in one.columns}
    found: list[tuple[float, Identity]] = []
    for column in export.columns:
        if not column.key or column.key in known or column.filled < 0.05:
            continue
        if column.key in (layout.order, *layout.time):
            continue
        kinds: dict[str, IdentityKind] = {
            "customer_id": "id",
            "email": "email",
            "phone": "phone",
            "name": "name",
        }
        likely = max(kinds, key=lambda says: likeness(column.key, says))
        sure = likeness(column.key, likely)
        if sure < 0.4 or (likely == "email") != (column.type == "email"):
            continue
        kind = kinds[likely] if likely != "customer_id" else kind_of(column.key)
        found.append((sure, Identity((column.key,), kind)))
    found.sort(key=lambda one: -one[0])
    return tuple(identity for _, identity in found[:_OTHER_IDENTITIES])


def _told(
    db: DuckDB,
    export: Export,
    draft: Draft,
    adapted: Adapted,
    compared: Sequence[Identity],
    counts: str,
) -> Consequences:
    layout = adapted.source.layout
    orders, counted, first, last = db.row(
        f"""SELECT count(*), count(*) FILTER ({counts}),
                   min(placed) FILTER ({counts}), max(placed) FILTER ({counts})
            FROM crri_orders"""
    )
    paid = "sum(paid)"
    if adapted.source.payments:
        paid = f"""(SELECT sum(amount) FROM {PAYMENTS} WHERE fate IS NULL AND order_id IN
                    (SELECT order_id FROM crri_orders WHERE {counts}))"""
    money = db.row(
        f"""SELECT sum(coalesce(shipping, item_shipping)), sum(coalesce(tax, item_tax)),
                   {paid}, sum(refund) FROM crri_orders WHERE {counts}"""
    )
    goods = db.scalar(f"SELECT coalesce(sum(worth), 0) FROM crri_orders WHERE {counts}")
    names = names_of_rows(adapted, compared)
    choices = _choices(db, layout, adapted, compared, counts)
    current = next((one for one in choices if one.current), None)
    found = [*adapted.findings, *(f for file in adapted.files for f in file.findings)]
    beside = files_met(db, adapted, counts)
    found += not_met(beside)
    return Consequences(
        rows=sum(file.accepted + len(file.rejects) for file in adapted.orders),
        orders=orders,
        counted=counted,
        customers=current.customers if current else 0,
        repeat_customers=current.repeat_customers if current else 0,
        guests=current.guests if current else counted,
        amounts=Amounts(_money(goods), *map(_optional, money)),
        first=first,
        last=last,
        left_out=_left_out(adapted),
        currencies=_currencies(db),
        words=status_words(db, draft, adapted, names),
        row_words=row_words(db, export, draft, names),
        identities=choices,
        beside=beside,
        unfolded=unfolded(db, export, adapted, names, counts),
        findings=tuple(worst_first([*checks_of(db, export, adapted), *map(_asked, found)])),
    )


def _asked(found: Finding) -> Finding:
    """Who is asked what the columns mean can still say which one is the status."""
    is_open = found.code == "no_status_mapped"
    return replace(found, severity="warning") if is_open else found


def _money(value: object) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


def _optional(value: object) -> Decimal | None:
    return None if value is None else _money(value)


def _left_out(adapted: Adapted) -> tuple[LeftOut, ...]:
    rules = adapted.source.layout.leave_out
    found = []
    for fate, (rows, money) in sorted(adapted.fates.items(), key=lambda one: one[0] or 0):
        if fate is None or fate == REJECTED:
            continue
        name = LEFT[fate] if fate in LEFT else LEFT_OUT[rules[fate].reason]
        reason = sentence(name)
        found.append(LeftOut(reason, rows, _money(money)))
    rejected = sum(len(file.rejects) for file in adapted.orders)
    if rejected:
        _, money = adapted.fates.get(REJECTED, (0, _ZERO))
        found.append(LeftOut(sentence("line.rejected"), rejected, _money(money)))
    return tuple(found)


def _currencies(db: DuckDB) -> tuple[tuple[str, int, Decimal], ...]:
    return tuple(
        (currency, orders, _money(goods))
        for currency, orders, goods in db.rows(
            """SELECT currency, count(*), sum(worth) FROM crri_orders
               WHERE currency <> '' GROUP BY ALL ORDER BY 2 DESC, 1"""
        )
    )


def _choices(
    db: DuckDB, layout: Layout, adapted: Adapted, compared: Sequence[Identity], counts: str
) -> tuple[IdentityChoice, ...]:
    """The layout's own way to tell customers first, then each column alone."""
    has = adapted.source.has
    there = [one for one in compared if all(map(has, one.columns)) or one not in layout.customer]
    own = [n for n, one in enumerate(there) if one in layout.customer]
    # What the customers' file tells goes before what the orders say themselves.
    theirs = [name for name, _, _ in told_by_customers(adapted.source)]
    of_orders = [f"other_{n}" for n in own]
    ways: list[tuple[_Field, str, bool, list[str]]] = []
    if theirs and layout.customers is not None:
        value = ", ".join(map(_written, layout.customers.customer))
        ways.append(("customers.customer", value, True, [*theirs, *of_orders]))
        ways += [("customers.customer", "", False, of_orders)] if own else []
    elif own:
        ways.append(("customer", ", ".join(_written(there[n]) for n in own), True, of_orders))
    ways += [
        ("customer", _written(one), False, [f"other_{n}"])
        for n, one in enumerate(there)
        if one.columns != (layout.order,) and [n] != own and not theirs
    ]
    found = []
    for field, value, current, columns in ways:
        who = ", ".join(f"CASE WHEN {c} IS NOT NULL THEN '{c}:' || {c} END" for c in columns)
        customers, repeat, guests = db.row(
            f"""SELECT count(*) FILTER (who IS NOT NULL),
                       count(*) FILTER (who IS NOT NULL AND orders > 1),
                       coalesce(sum(orders) FILTER (who IS NULL), 0)
                FROM (SELECT coalesce({who}, NULL) AS who, count(*) AS orders FROM crri_orders
                      WHERE {counts} GROUP BY ALL)"""
        )
        found.append(IdentityChoice(field, value, current, customers, repeat, int(guests)))
    return tuple(found)


def _written(one: Identity) -> str:
    return f"{' '.join(one.columns)}:{one.kind}"
