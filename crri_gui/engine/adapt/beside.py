"""The files beside the orders of an export: its items, payments and customers."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from operator import itemgetter
from pathlib import Path

from crri_gui.definitions import Conventions
from crri_gui.engine.adapt.items import items_of, join_items, make_items
from crri_gui.engine.adapt.persons.masking import masked_reject
from crri_gui.engine.adapt.read import Part, SourceFile, read_part
from crri_gui.engine.adapt.rows import (
    OTHER_CURRENCY,
    OVERLAP,
    PLACE,
    currency_of,
    fate_of,
    identities_of,
    in_several,
    is_other_currency,
    word_of,
)
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import UNREAD
from crri_gui.engine.ingest.loading import Loaded
from crri_gui.engine.layouts.layout import Identity

PAYMENTS, CUSTOMERS = "crri_payments", "crri_customers"
_ROWS_OF_PAYMENTS, _ROWS_OF_CUSTOMERS = "crri_source_payments", "crri_source_customers"


@dataclass
class Beside:
    """What was read beside the orders: the files, and the rows and money by fate.

    `fates` are those of payments, `items_fates` of items, whose rows can still be refused while
    `items_read` stands for their files.
    """

    items_read: list[SourceFile] = field(default_factory=list)
    payments: list[Loaded] = field(default_factory=list)
    customers: list[Loaded] = field(default_factory=list)
    fates: dict[int | None, tuple[int, Decimal]] = field(default_factory=dict)
    items_fates: dict[int | None, tuple[int, Decimal]] = field(default_factory=dict)

    @property
    def items(self) -> list[Loaded]:
        """The files of items, with what became of their records."""
        return [file.loaded for file in self.items_read]


def read_beside(
    db: DuckDB, folder: Path, source: Source, work: Path, conventions: Conventions
) -> Beside:
    """Read them into `crri_items`, `crri_payments` and `crri_customers`, where there are files."""
    made = Beside()
    if source.items:
        part = items_of(source)
        made.items_read = read_part(db, folder, part, work, conventions)
        _loaded(made.items_read)
        make_items(db, source, part)
    if source.payments:
        part = _payments_of(source)
        made.payments = _loaded(read_part(db, folder, part, work, conventions))
        _payments(db, source, part)
        made.fates = {
            fate: (rows, Decimal(money))
            for fate, rows, money in db.rows(
                f"SELECT fate, count(*), sum(amount) FROM {PAYMENTS} GROUP BY ALL"
            )
        }
    if source.customers:
        part = _customers_of(source)
        made.customers = _loaded(read_part(db, folder, part, work, conventions))
        _customers(db, source, part)
    return made


def parts_beside(source: Source) -> list[Part]:
    """The files that lie beside the orders, by their form."""
    return [
        *([items_of(source)] if source.items else ()),
        *([_payments_of(source)] if source.payments else ()),
        *([_customers_of(source)] if source.customers else ()),
    ]


def _loaded(files: list[SourceFile]) -> list[Loaded]:
    for file in files:
        file.loaded.rejects = [masked_reject(reject) for reject in file.loaded.rejects]
    return [file.loaded for file in files]


def _payments_of(source: Source) -> Part:
    payments = source.layout.payments
    assert payments is not None
    return Part(
        payments.title,
        source.payments,
        payments.kinds,
        _ROWS_OF_PAYMENTS,
        "order_payments",
        filled=(payments.order, payments.amount),
        order=payments.order,
        worth=itemgetter(payments.amount),
        whole=len(source.payments) > 1 and not _tells_time(source),
    )


def _tells_time(source: Source) -> bool:
    """Whether the payments name their time, which tells equal ones apart."""
    payments = source.layout.payments
    return payments is not None and any(payments.time in f.columns for f in source.payments)


def _customers_of(source: Source) -> Part:
    customers = source.layout.customers
    assert customers is not None
    return Part(
        customers.title,
        source.customers,
        customers.kinds,
        _ROWS_OF_CUSTOMERS,
        "customers",
        state=customers.state,
    )


def _payments(db: DuckDB, source: Source, part: Part) -> None:
    """Every row with its order, amount and fate.

    A payment may be in two files whose months overlap. Of equal rows as many are payments as the
    file has that has most of them.
    """
    payments, names = source.layout.payments, part.names
    assert payments is not None
    said = ", ".join(names.values())
    told_apart = f"{said}, {UNREAD}" if part.whole else said
    rows, again, unclear = in_several(_ROWS_OF_PAYMENTS, said, told_apart, len(part.files))
    currency = currency_of(payments.currency, names)
    left_out = fate_of(payments.leave_out, names)
    other = ""
    if source.layout.only_currencies:
        other = f"WHEN {is_other_currency(currency, source.layout)} THEN {OTHER_CURRENCY}"
    db.execute(
        f"""CREATE TABLE {PAYMENTS} AS
            SELECT crri_file, {PLACE} AS place,
                   CASE WHEN {again} THEN {OVERLAP} {other} ELSE CAST({left_out} AS INTEGER)
                   END AS fate,
                   {unclear} AS unclear,
                   {names[payments.order]} AS order_id, {names[payments.amount]} AS amount,
                   {word_of(payments.payment_type, names)} AS payment_type,
                   {currency} AS currency
            FROM {rows}"""
    )
    db.execute(f"DROP TABLE {_ROWS_OF_PAYMENTS}")


def told_by_customers(source: Source) -> list[tuple[str, Identity, str]]:
    """The columns of `crri_customers` that tell who a customer is, best first.

    Each with what it holds, and what the customers' file calls it.
    """
    if not source.customers or source.layout.customers is None:
        return []
    part = _customers_of(source)
    who = identities_of(source.layout.customers.customer, part.names)
    return [
        (f"theirs_{number}", one, " + ".join(part.header[column] for column in one.columns))
        for number, (one, _) in enumerate(who)
    ]


def _customers(db: DuckDB, source: Source, part: Part) -> None:
    """A row for each key, and whether rows of the same key say different things."""
    customers, names = source.layout.customers, part.names
    assert customers is not None
    [(_, key)] = identities_of((customers.key,), names)
    who = identities_of(customers.customer, names)
    columns = [name for name, _, _ in told_by_customers(source)]
    values = [f"{value} AS {name}" for name, (_, value) in zip(columns, who, strict=True)]
    told = ", ".join(["state", *columns])
    db.execute(
        f"""CREATE TABLE {CUSTOMERS} AS
            SELECT key, unnest(arg_min(told, place)), count(DISTINCT told) > 1 AS differs
            FROM (SELECT key, place, struct_pack({told}) AS told FROM (
                SELECT {key} AS key, {PLACE} AS place,
                       {", ".join([f"{word_of(customers.state, names)} AS state", *values])}
                FROM {_ROWS_OF_CUSTOMERS}))
            WHERE key IS NOT NULL GROUP BY key"""
    )
    db.execute(f"DROP TABLE {_ROWS_OF_CUSTOMERS}")


def join_beside(db: DuckDB, source: Source) -> None:
    """Bring into `crri_orders` what the other files say: items, who the customer is, refunds.

    A refund of the payments' file stands in the place of what the orders' file says of it.
    """
    if source.customers:
        columns = "".join(f", c.{name}" for name, _, _ in told_by_customers(source))
        db.execute(
            f"""CREATE TABLE crri_joined AS
                SELECT o.* REPLACE (coalesce(o.state, c.state) AS state){columns}
                FROM crri_orders o LEFT JOIN {CUSTOMERS} c ON o.joins = c.key"""
        )
        db.execute("DROP TABLE crri_orders")
        db.execute("ALTER TABLE crri_joined RENAME TO crri_orders")
    if source.items:
        join_items(db, source)
    if source.payments:
        db.execute(
            f"""UPDATE crri_orders SET refund = r.refund
                FROM ({refunds_of(source)}) r WHERE crri_orders.order_id = r.order_id"""
        )


def refunds_of(source: Source) -> str:
    """SELECT of what the payments' file says was given back on each order."""
    rules = source.layout.payments.leave_out if source.layout.payments else ()
    numbers = [str(number) for number, rule in enumerate(rules) if rule.reason == "refunds"]
    return f"""SELECT order_id, sum(abs(amount)) AS refund FROM {PAYMENTS}
               WHERE fate IN ({", ".join(numbers) or "NULL"}) GROUP BY order_id"""
