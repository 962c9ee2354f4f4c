"""A file of the items of the orders, beside them: what the orders are worth, or have to agree with.

Items of orders that nobody has are refused; orders without items are told.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from crri_gui.engine.adapt.own_names import header_in
from crri_gui.engine.adapt.read import Part, SourceFile
from crri_gui.engine.adapt.rows import OF_LEFT_OUT, OVERLAP, PLACE, REJECTED, fate_of, in_several
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.findings import Finding, finding
from crri_gui.engine.discover.multi_file import label_of
from crri_gui.engine.discover.sources import Source
from crri_gui.engine.ingest.csv_reader import UNREAD
from crri_gui.messages import sentence

ITEMS = "crri_items"
"""The table of all rows of items: order_id, goods, fate, and what tells copies (`alike`).

`unclear` are those of fate `OVERLAP` that agree with one of another file only in what is read,
where nothing of that tells items apart: they may be further ones.
"""
ITEM_ROWS = "crri_source_items"
"""The same rows as they were read: crri_file and crri_record, with the columns of the layout."""
_COUNTED = "class IS DISTINCT FROM 'void'"
# One that counts, or that a rule leaves out: it shows that the files are of the same orders.
_IS_ITEM = "coalesce(fate, 0) >= 0"
# With more orders than this without an item, the files are not of the same orders.
_MOST_WITHOUT = 0.1
_EXAMPLES = 5


def items_of(source: Source) -> Part:
    """The files of the items."""
    items = source.layout.items
    assert items is not None
    first = [factor for factor in items.goods.terms[0][1] if not factor[0].isdigit()]
    return Part(
        items.title,
        source.items,
        items.kinds,
        ITEM_ROWS,
        "order_items",
        filled=(items.order, *first),
        order=items.order,
        worth=lambda names: items.goods.sql(lambda column: names[column]),
        whole=source.is_worth_items or len(source.items) > 1,
    )


def make_items(db: DuckDB, source: Source, part: Part) -> None:
    """Every row with its order, what it is worth and its fate: `crri_items`.

    Of equal rows in files whose months overlap, as many are items as the file has that has most.
    """
    items, names = source.layout.items, part.names
    assert items is not None
    said = ", ".join(names.values())
    alike = f"{said}, {UNREAD}" if part.whole else said
    told_apart = said if items.product in names else alike
    rows, again, unclear = in_several(ITEM_ROWS, said, told_apart, len(part.files))
    db.execute(
        f"""CREATE TABLE {ITEMS} AS
            SELECT crri_file, crri_record, {PLACE} AS place,
                   CASE WHEN {again} THEN {OVERLAP}
                        ELSE CAST({fate_of(items.leave_out, names)} AS INTEGER)
                   END AS fate,
                   {unclear} AS unclear,
                   {names[items.order]} AS order_id, hash({alike}) AS alike,
                   {items.goods.sql(lambda column: names[column])} AS goods
            FROM {rows}"""
    )


def unclear_rows(db: DuckDB, table: str, money: str, code: str, label: str) -> list[Finding]:
    """An error where rows of two files may be one or two, by the orders that they name."""
    count, amount, examples = db.row(
        f"""SELECT count(*), coalesce(sum({money}), 0), list(DISTINCT order_id ORDER BY order_id)
            FROM {table} WHERE unclear"""
    )
    if not count:
        return []
    orders = tuple(examples[:_EXAMPLES])
    return [finding(code, file=label, count=count, money=Decimal(amount), examples=orders)]


def join_items(db: DuckDB, source: Source) -> None:
    """Bring into `crri_orders` what the items of each order add up to.

    An order of which every item is left out has items, and is worth nothing.
    """
    worth = "item_goods = i.goods, worth = i.goods"
    said = worth if source.is_worth_items else "lines = i.goods"
    db.execute(
        f"""UPDATE crri_orders SET {said}
            FROM (SELECT order_id, coalesce(sum(goods) FILTER (fate IS NULL), 0) AS goods
                  FROM {ITEMS} WHERE {_IS_ITEM} GROUP BY order_id) i
            WHERE crri_orders.order_id = i.order_id"""
    )


def settle_items(
    db: DuckDB, source: Source, files: list[SourceFile]
) -> dict[int | None, tuple[int, Decimal]]:
    """Refuse the items whose order was not read, once all orders are known; rows and money by fate.

    Items of orders that are left out by a rule are left out with them.
    """
    if not files:
        return {}
    db.execute(
        f"""UPDATE {ITEMS} SET fate = CASE
                WHEN order_id IN (SELECT order_id FROM crri_rows WHERE fate <> {REJECTED})
                THEN {OF_LEFT_OUT} ELSE {REJECTED} END
            WHERE fate IS NULL AND order_id NOT IN (SELECT order_id FROM crri_orders)"""
    )
    items, names = source.layout.items, items_of(source).names
    assert items is not None
    rows = db.rows(
        f"SELECT crri_file, crri_record, order_id, goods FROM {ITEMS} WHERE fate = {REJECTED}"
    )
    for number, file in enumerate(files):
        own = {record: (order, Decimal(money)) for n, record, order, money in rows if n == number}
        column = names[items.order]
        rejects = file.reject(
            {record: (column, order) for record, (order, _) in own.items()},
            sentence("reject.item_without_order"),
        )
        for record, reject in zip(sorted(own), rejects, strict=True):
            order, money = own[record]
            told = replace(reject, value=order, money=money)
            file.loaded.rejects.append(told)
        file.loaded.accepted -= len(own)
    return {
        fate: (count, Decimal(money))
        for fate, count, money in db.rows(
            f"SELECT fate, count(*), sum(goods) FROM {ITEMS} GROUP BY fate"
        )
    }


def items_findings(db: DuckDB, source: Source, files: list[SourceFile]) -> list[Finding]:
    """Items that are in two files, and orders that have none."""
    if not files:
        return []
    label = label_of([file.loaded.label for file in files])
    again, money = db.row(
        f"SELECT count(*), coalesce(sum(goods), 0) FROM {ITEMS} WHERE fate = {OVERLAP}"
    )
    found = []
    if again:
        found.append(finding("items_in_two_files", file=label, count=again, money=Decimal(money)))
        found += unclear_rows(db, ITEMS, "goods", "two_files_unclear.items", label)
    without = f"""FROM crri_orders WHERE {_COUNTED}
                  AND order_id NOT IN (SELECT order_id FROM {ITEMS} WHERE {_IS_ITEM})"""
    orders, bare = db.row(
        f"""SELECT (SELECT count(*) FROM crri_orders WHERE {_COUNTED}),
                   (SELECT count(*) {without})"""
    )
    if not bare:
        return found
    items = source.layout.items
    assert items is not None
    worth = source.is_worth_items
    much = worth and bare > orders * _MOST_WITHOUT
    examples = db.rows(f"SELECT order_id {without} ORDER BY ALL LIMIT {_EXAMPLES}")
    found.append(
        finding(
            "orders_without_items.worth_nothing" if worth else "orders_without_items.unchecked",
            "error" if much else "warning",
            count=bare,
            share=bare / orders,
            column=header_in(source.items)[items.order],
            examples=tuple(example[0] for example in examples),
            file=label,
        )
    )
    return found
