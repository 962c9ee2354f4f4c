"""Small raw shops, written by hand, and the engine run on them."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crri_gui.contract import tables_with
from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish

HEADERS = {
    "orders": (
        "order_id",
        "customer_id",
        "order_status",
        "order_purchase_timestamp",
        "order_delivered_customer_date",
        "order_estimated_delivery_date",
    ),
    "customers": ("customer_id", "customer_unique_id", "customer_state"),
    "order_items": ("order_id", "order_item_id", "price", "freight_value"),
    "order_payments": ("order_id", "payment_sequential", "payment_type", "payment_value"),
    "order_reviews": ("review_id", "order_id", "review_score", "review_answer_timestamp"),
}
FILES = {
    "orders": "olist_orders_dataset.csv",
    "customers": "olist_customers_dataset.csv",
    "order_items": "olist_order_items_dataset.csv",
    "order_payments": "olist_order_payments_dataset.csv",
    "order_reviews": "olist_order_reviews_dataset.csv",
}
Row = Sequence[object]
ALWAYS = tables_with(())
"""The outputs that are published whatever is asked for."""


@dataclass
class Shop:
    """Rows of the five raw tables, in the columns of `HEADERS`."""

    orders: list[Row] = field(default_factory=list)
    customers: list[Row] = field(default_factory=list)
    order_items: list[Row] = field(default_factory=list)
    order_payments: list[Row] = field(default_factory=list)
    order_reviews: list[Row] = field(default_factory=list)

    def add(
        self,
        order_id: str,
        customer: str,
        at: str,
        *prices: object,
        status: str = "delivered",
        delivered: str = "",
        estimated: str = "",
        freight: object = 0,
        state: str = "SP",
        paid: Iterable[tuple[str, object]] | None = None,
        score: int | None = None,
    ) -> Shop:
        """An order with its customer, items, payments (by default one that pays all) and review.

        Whole amounts are written with their cents: where no amount of a file has any, it is read as
        text, and that takes twice as long.
        """
        at = at if " " in at else f"{at} 12:00:00"
        self.orders.append((order_id, f"c-{order_id}", status, at, delivered, estimated))
        self.customers.append((f"c-{order_id}", customer, state))
        for number, price in enumerate(prices, 1):
            self.order_items.append((order_id, number, _with_cents(price), _with_cents(freight)))
        if paid is None:
            total = sum(float(str(price)) + float(str(freight)) for price in prices)
            paid = [("credit_card", f"{total:.2f}")]
        for number, (kind, value) in enumerate(paid, 1):
            self.order_payments.append((order_id, number, kind, _with_cents(value)))
        if score is not None:
            self.order_reviews.append((f"r-{order_id}", order_id, score, f"{at[:10]} 20:00:00"))
        return self

    def write(self, folder: Path, **dialect: Any) -> Path:
        """The five CSVs in `folder`; empty optional tables are left out."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, header in HEADERS.items():
            rows = getattr(self, table)
            if rows or table in ("orders", "customers", "order_items"):
                write_csv(folder / FILES[table], [header, *rows], **dialect)
        return folder


def _with_cents(amount: object) -> object:
    return f"{amount}.00" if isinstance(amount, int) else amount


def write_csv(path: Path, rows: Iterable[Row], *, encoding: str = "utf-8", **dialect: Any) -> None:
    """Rows as a CSV; `dialect` goes to `csv.writer`."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **{"lineterminator": "\n", **dialect}).writerows(rows)


def read_csv(path: Path) -> list[dict[str, str]]:
    """A CSV's rows as text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True)
class Published:
    """What a run published, as text."""

    folder: Path
    manifest: dict[str, Any]

    def __getitem__(self, table: str) -> list[dict[str, str]]:
        return read_csv(self.folder / f"{table}.csv")

    def by(self, table: str, key: str) -> dict[str, dict[str, str]]:
        """The rows of a table by a column of theirs."""
        return {row[key]: row for row in self[table]}

    def bytes(self) -> dict[str, bytes]:
        """The CSVs' bytes."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.glob("*.csv"))}

    @property
    def codes(self) -> set[str]:
        """The codes of the findings."""
        return {finding["code"] for finding in self.manifest["findings"]}


def publish(
    raw: Path, out: Path, request: dict[str, Any] | None = None, **options: Any
) -> Published:
    """Run the engine on `raw` under the default definitions changed by `options`."""
    definitions = with_values(Definitions(), options, "test")
    run_and_publish(
        RunContext(), Request(raw, definitions=definitions, **(request or {})), Target(out)
    )
    return Published(out, json.loads((out / "manifest.json").read_text(encoding="utf-8")))


def publish_shop(shop: Shop, folder: Path, **options: Any) -> Published:
    """`publish` for a shop not yet written."""
    return publish(shop.write(folder / "raw"), folder / "out", **options)


_published: dict[str, dict[str, bytes]] = {}


def _files_of(shop: Shop) -> dict[str, bytes]:
    """Every file of the folder that a shop is published into, computed once for all tests."""
    rows = repr(shop)
    if rows not in _published:
        with TemporaryDirectory() as name:
            out = publish_shop(shop, Path(name)).folder
            _published[rows] = {
                path.relative_to(out).as_posix(): path.read_bytes()
                for path in out.rglob("*")
                if path.is_file()
            }
    return _published[rows]


def bytes_of(shop: Shop) -> dict[str, bytes]:
    """The CSVs that are published of a shop."""
    files = _files_of(shop)
    return {name: files[name] for name in sorted(files) if re.fullmatch(r"\w+\.csv", name)}


def publish_copy(shop: Shop, out: Path) -> Path:
    """A shop published into `out` by the default definitions."""
    for name, content in _files_of(shop).items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return out


def shop_of_everything() -> Shop:
    """A shop with something of every fault; 300 good orders keep it below the limits."""
    shop = Shop()
    for number in range(300):
        shop.add(f"o{number:03}", f"u{number}", "2017-03-04", "10.00")
    shop.add("canceled", "u1", "2017-03-05", "7.00", status="canceled")
    shop.add("strange", "u2", "2017-03-05", "1.00", status="lost in space")
    shop.add("early", "u3", "2017-03-06", "5.00", delivered="2017-03-01 10:00:00")
    shop.add("refund", "u4", "2017-03-06", "-2.00")
    shop.add("unpaid goods", "u5", "2017-03-07", paid=[("boleto", "9.00")])
    shop.add("=risky", "u6", "2017-03-08", "3.00")
    shop.orders.append(("orphan", "nobody", "delivered", "2017-03-05 10:00:00", "", ""))
    shop.order_items.append(("gone", 1, "4.00", 0))
    shop.order_items.append(("o001", 1, "10.00", 0))
    shop.order_items.append(("o002", 2, "ten", 0))
    return shop
