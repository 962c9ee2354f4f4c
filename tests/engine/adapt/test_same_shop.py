"""One made-up shop, written in every layout: the same revenue, customers and cohorts.

What is right is worked out from the tables that the files were written of, in plain Python. Where
a layout cannot say something, that is told here: `SAYS`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import Definitions, with_values
from crri_gui.engine.bridge.explain import explain
from crri_gui.engine.bridge.figures import Theirs
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.layouts.shipped import layouts
from crri_gui.engine.pipeline import Examined, Request, examined
from crri_gui.sample.export import SCRIPTS, make_export, write_export
from crri_gui.sample.layouts import names
from crri_gui.sample.shop import Run, made
from tests.effort import one_in, tries

pytestmark = pytest.mark.long

ORDERS = 250
SEEDS = range(1, 1 + tries(1, 12))


@dataclass(frozen=True)
class Says:
    """What a layout tells of the shop.

    `who` are the columns by which customers are told, in their order of preference; `worth` the
    parts of an order's value; `classes` those of the orders that count. `net` is whether it names
    the orders that money was given back for, `utc` whether its times are not those of the shop.
    """

    who: tuple[str, ...]
    worth: tuple[str, ...] = ("goods",)
    classes: tuple[str, ...] = ("sale", "open", "returned")
    shipping: bool = True
    net: bool = False
    utc: bool = False


ALL = ("goods", "tax", "shipping")
SAYS = {
    "amazon": Says((), utc=True),
    "ebay": Says(("customer", "email")),
    "etsy": Says(("customer", "name")),
    "etsy_items": Says(("customer", "name")),
    "list_of_amounts": Says(("customer",), ALL, shipping=False),
    "list_of_items_de": Says(("customer",), ("goods", "tax"), shipping=False),
    "list_of_items_pt": Says(("customer",), ("goods", "tax"), shipping=False),
    "list_of_items_es": Says(("email",), ("goods", "tax"), shipping=False),
    "list_of_orders": Says(("email",), ("goods", "tax")),
    "nuvemshop": Says(("email", "phone"), ("goods", "tax")),
    # Payments that are not completed are left out.
    "paypal": Says(("email",), ALL, ("sale", "returned"), shipping=False, net=True),
    "shopify": Says(("email", "phone"), net=True),
    # A till knows no open orders.
    "square": Says(("customer",), classes=("sale", "returned"), shipping=False),
    # The e-mail is that of the customers' file, as it stands at the first order of each.
    "three_tables": Says(("email", "customer"), ("goods", "tax"), net=True),
    "stripe": Says(("email", "customer"), ALL, shipping=False, net=True, utc=True),
    "uci": Says(("customer",), shipping=False),
    "woocommerce": Says(("email", "phone"), net=True),
    "woocommerce_analytics": Says(("name",), shipping=False),
}


@dataclass(frozen=True)
class Truth:
    """The orders of the shop, and what their lines add up to."""

    orders: list[dict[str, Any]]

    @classmethod
    def of(cls, run: Run) -> Truth:
        fields = "number class failed is_guest placed placed_utc customer name email phone refunded"
        named = fields.split()
        orders = [
            dict(zip(named, row, strict=True))
            for row in run(f"SELECT {', '.join(named)} FROM sale")
        ]
        lines = run("SELECT number, quantity, price, tax_each, shipping FROM sale_item")
        sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        for number, quantity, price, tax, shipping in lines:
            sums[number]["goods"] += quantity * price
            sums[number]["tax"] += quantity * tax
            sums[number]["shipping"] += shipping
        return cls([{**order, **sums[order["number"]]} for order in orders])

    def counted(self, says: Says) -> list[dict[str, Any]]:
        """The orders that count, each with its customer, month and value."""
        found = []
        for order in self.orders:
            if order["class"] in says.classes:
                at: dt.datetime = order["placed_utc" if says.utc else "placed"]
                value = sum((order[part] for part in says.worth), Decimal(0))
                month = f"{at:%Y-%m}"
                found.append({**order, "who": _who(order, says), "month": month, "value": value})
        return found


def _who(order: dict[str, Any], says: Says) -> tuple[str, str] | None:
    for column in says.who:
        value = order[column]
        if column == "name" and order["is_guest"]:
            # Etsy names its guests; the list of WooCommerce's Analytics leaves the name blank.
            value = f"{value} (guest)" if "customer" in says.who else None
        if value is not None:
            return column, str(value).lower()
    return None


@contextmanager
def computed(request: Request) -> Iterator[Examined]:
    with examined(RunContext(), request) as data:
        assert not data.report.errors, data.report.errors[0].message
        assert not data.report.broken
        yield data


def rows(data: Examined, select: str) -> list[tuple[Any, ...]]:
    return data.con.execute(select).fetchall()


@pytest.fixture(scope="module", params=SEEDS)
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Truth]:
    """A folder with a folder for each layout, and what is right."""
    folder = tmp_path_factory.mktemp("shop")
    with made(folder, ORDERS, request.param, scripts=SCRIPTS) as (run, staging):
        for layout in names():
            (staging / layout).mkdir()
            write_export(run, staging / layout, layout)
        truth = Truth.of(run)
    return folder, truth


def test_it_is_known_what_each_layout_says() -> None:
    assert SAYS.keys() == {*names()}


@pytest.mark.parametrize("layout", one_in(3, names()))
def test_a_shop_gives_the_same_numbers_in_every_layout(
    layout: str, shop: tuple[Path, Truth]
) -> None:
    folder, truth = shop
    says = SAYS[layout]
    orders = truth.counted(says)
    net = "net" if says.net else "gross"
    request = Request(folder / layout, with_values(Definitions(), {"refunds": net}, "test"))
    with computed(request) as data:
        given_back = sum(order["refunded"] for order in orders) if says.net else 0
        revenue = sum(order["value"] for order in orders) - given_back
        assert rows(data, "SELECT count(*), sum(order_value) FROM master_orders") == [
            (len(orders), revenue)
        ]
        by_month: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for order in orders:
            by_month[order["month"]].append(order)
        found = rows(data, "SELECT order_month, orders, customers FROM monthly_revenue ORDER BY 1")
        assert [row for row in found if row[1]] == [
            (month, len(placed), len({o["who"] for o in placed if o["who"]}))
            for month, placed in sorted(by_month.items())
        ]
        assert _cohorts(data) == cohorts(orders)
        guests = rows(data, "SELECT count(*) FROM master_orders WHERE customer_unique_id IS NULL")
        assert guests == [(sum(order["who"] is None for order in orders),)]
        frequencies = rows(data, "SELECT frequency FROM rfm_customers ORDER BY 1")
        assert [row[0] for row in frequencies] == sorted(frequency(orders).values())
        if says.shipping:
            freight = rows(data, "SELECT sum(freight) FROM order_facts WHERE is_counted")
            assert freight == [(sum(order["shipping"] for order in orders),)]
        if data.found.source is not None and data.found.source.layout.status:
            void = [order for order in truth.orders if order["class"] == "void"]
            theirs = Theirs(len(orders) + len(void), revenue + _worth(layout, void, says))
            bridge = explain(RunContext(), data, request, theirs)
            assert (bridge.exact, [step.key for step in bridge.steps]) == (True, ["void"])


def _worth(layout: str, void: list[dict[str, Any]], says: Says) -> Decimal:
    """What the export says that its void orders are worth."""
    if layout == "amazon":  # which blanks their amounts
        return Decimal(0)
    worth = sum((order[part] for order in void for part in says.worth), Decimal(0))
    if layout == "shopify":  # which gives all of a canceled order back
        worth -= sum(order[part] for order in void if not order["failed"] for part in ALL)
    return worth


def frequency(orders: list[dict[str, Any]]) -> dict[Any, int]:
    count: dict[Any, int] = defaultdict(int)
    for order in orders:
        if order["who"]:
            count[order["who"]] += 1
    return count


def cohorts(orders: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """The customers of each month of first order that ordered in each month."""
    months: dict[Any, set[str]] = defaultdict(set)
    for order in orders:
        if order["who"]:
            months[order["who"]].add(order["month"])
    active: dict[tuple[str, str], int] = defaultdict(int)
    for ordered in months.values():
        for month in ordered:
            active[min(ordered), month] += 1
    return dict(active)


def _cohorts(data: Examined) -> dict[tuple[str, str], int]:
    select = "SELECT cohort_month, order_month, active_customers FROM cohort_retention"
    return {(cohort, month): active for cohort, month, active in rows(data, select) if active}


def test_every_layout_that_can_be_used_is_written(shop: tuple[Path, Truth]) -> None:
    sources = [find(shop[0] / layout).source for layout in names()]
    recognised = [source.layout.name for source in sources if source is not None]
    usable = {layout.name for layout in layouts() if not layout.lacks}
    assert {*recognised} == usable
    assert len(recognised) == len({*recognised})


def test_the_shop_has_something_of_everything(shop: tuple[Path, Truth]) -> None:
    _, truth = shop
    orders = truth.orders
    assert {order["class"] for order in orders} == {"sale", "open", "returned", "void"}
    assert any(0 < order["refunded"] < order["goods"] for order in orders)
    assert any(order["is_guest"] for order in orders)
    assert any(order["phone"] and not order["email"] for order in orders)
    assert max(frequency(truth.counted(SAYS["shopify"])).values()) > 1
    assert any(f"{o['placed']:%m}" != f"{o['placed_utc']:%m}" for o in orders)


def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder, seed in (("a", 3), ("b", 3), ("c", 4)):
        make_export(tmp_path / folder, "shopify", 50, seed)
    a, b, c = (next((tmp_path / folder).iterdir()).read_bytes() for folder in "abc")
    assert a == b != c
