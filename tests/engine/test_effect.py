"""What other definitions would do, told before they are taken: the same as a run makes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crri_gui.definitions import PRESETS, Definitions
from crri_gui.definitions import Shop as Shown
from crri_gui.engine.compare.change import Moves, Totals, change_sentence
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.effect import at_hand, effect
from crri_gui.engine.pipeline import Request
from crri_gui.engine.results import Results, open_results
from crri_gui.engine.statuses import Status
from crri_gui.errors import Cancelled
from crri_gui.sample.export import make_export
from crri_gui.sample.shop import make_shop
from tests.effort import exhaustive, one_in
from tests.shops import Shop

pytestmark = pytest.mark.long


def opened(raw: Path, definitions: Definitions = Definitions()) -> Results:
    return open_results(RunContext(), Request(raw, definitions))


# ---- By hand.


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    """Four customers, five orders in two months; 10 + 20 + 40 + 80 = 150 counted."""
    shop = Shop()
    shop.add("o1", "ann", "2020-01-10", 10, score=5, freight=1)
    shop.add("o2", "ann", "2020-01-20", 20, status="canceled", freight=1)
    shop.add("o3", "bob", "2020-01-12", 20, score=4, freight=1)
    shop.add("o4", "cid", "2020-02-03", 40, status="shipped", freight=1)
    shop.add(
        "o5",
        "dan",
        "2020-02-04",
        80,
        freight=1,
        delivered="2020-02-10 18:00:00",
        estimated="2020-02-10 00:00:00",
    )
    results = opened(shop.write(tmp_path_factory.mktemp("hand") / "raw"))
    yield results
    results.close()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        # 20 / 150 = 13.3 %. Ann then has two orders: another score; whom that moves is said too.
        ({"statuses": "all"}, "Revenue +20.00 (+13.3 %), 1 more order"),
        # o4 (40) goes: 40 / 150 = 26.7 %.
        ({"statuses": "delivered"}, "Revenue -40.00 (-26.7 %), 1 fewer order, 1 fewer customer"),
        # o2 comes, o4, o1, o3 and o5 go: 20 - 150 = -130.
        (
            {"statuses": ("canceled",)},
            "Revenue -130.00 (-86.7 %), 1 order comes and 4 go, 3 fewer customers, late deliv",
        ),
        ({"order_value": "items_freight"}, "Revenue +4.00 (+2.7 %)"),  # 1.00 on each of 4 orders
        ({"window": "2020-02..2020-02"}, "Revenue -30.00 (-20.0 %), 2 fewer orders, 2 fewer cust"),
        # Of one judged order: delivered on the day of its estimate, 18 hours after its timestamp.
        ({"late": "after_timestamp"}, "Revenue stays the same, late deliveries 0.00 → 100.00 %."),
        # The median of 5 and 4 for the two orders without a review changes nothing.
        ({"review_blank": "median"}, "No number changes."),
        # 6 days and 6 hours: 6.25.
        ({"delivery_days": "whole"}, "Revenue stays the same, days to delivery 6.25 → 6.00."),
        ({"guests": "each"}, "No number changes."),
        ({"refunds": "net"}, "No number changes."),
        ({"id_case": "distinct"}, "No number changes."),
        ({}, "No number changes."),
    ],
)
def test_the_sentence_says_what_changes(
    by_hand: Results, changed: dict[str, Any], says: str
) -> None:
    assert effect(RunContext(), by_hand, Definitions(**changed)).text.startswith(says)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"statuses": ("processing",)}, "no_counted_orders"),
        ({"window": "2019-01..2019-05"}, "no_counted_orders"),
        ({"snapshot": "2020-01-15"}, "snapshot_too_early"),
    ],
)
def test_what_a_run_would_refuse_is_said(
    by_hand: Results, changed: dict[str, Any], code: str
) -> None:
    told = effect(RunContext(), by_hand, Definitions(**changed))
    assert told.refused is not None
    assert told.refused.code == code
    assert told.text == told.refused.message
    assert told.after == told.before


def test_a_value_without_its_file_is_refused(tmp_path: Path) -> None:
    shop = Shop().add("o1", "ann", "2020-01-10", 10)
    raw = shop.write(tmp_path / "raw")
    (raw / "olist_order_payments_dataset.csv").unlink()
    results = opened(raw)
    told = effect(RunContext(), results, Definitions(order_value="payments"))
    results.close()
    assert told.refused is not None and told.refused.code == "value_without_source"


def test_the_data_behind_the_definitions(by_hand: Results) -> None:
    data = at_hand(RunContext(), by_hand)
    always = {"except_canceled", "all"}
    assert data.statuses == (
        Status("delivered", 3, "", frozenset({"delivered", *always})),
        Status("canceled", 1, "", frozenset({"all"})),
        Status("shipped", 1, "", frozenset(always)),
    )
    assert data.months == ("2020-01", "2020-02")
    assert data.concerned == {"guests": 0, "refunds": 0, "review_blank": 3}
    # The folder "raw" has no name; that above it has. No amount has cents.
    assert data.proposed == Shown(by_hand.request.input_dir.parent.name, "", 0)


def test_looking_leaves_the_results_as_they_are(by_hand: Results) -> None:
    def content() -> list[Any]:
        with by_hand.cursor() as con:
            names = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
            orders = con.execute("SELECT * FROM order_facts ORDER BY order_id").fetchall()
            return [
                sorted(names),
                orders,
                con.execute("FROM rfm_customers ORDER BY ALL").fetchall(),
            ]

    # The first one prepares what all of them need.
    effect(RunContext(), by_hand, Definitions(statuses="all"))
    before = content()
    effect(RunContext(), by_hand, Definitions(statuses="all", frequency_score="fixed"))
    cancelled = RunContext()
    cancelled.cancel()
    with pytest.raises(Cancelled):
        effect(cancelled, by_hand, Definitions(statuses="all"))
    assert content() == before


def test_what_an_interruption_left_undone_is_made(by_hand: Results) -> None:
    changed = Definitions(statuses="all", frequency_score="first_come")
    before = effect(RunContext(), by_hand, changed)
    with by_hand.cursor() as con:
        con.execute("DROP TABLE known.customer_orders")
    assert effect(RunContext(), by_hand, changed) == before


def test_ids_that_differ_in_case_are_known_after_a_run_only(tmp_path: Path) -> None:
    shop = Shop().add("o1", "Ann", "2020-01-10", 10).add("o2", "ann", "2020-01-11", 20)
    results = opened(shop.write(tmp_path / "raw"), Definitions(id_case="distinct"))
    told = effect(RunContext(), results, Definitions(id_case="same"))
    results.close()
    assert told.text.startswith("What the ids become is known when")


# ---- As a run makes it.


def totals_of(results: Results) -> dict[str, Any]:
    with results.cursor() as con:
        rows = con.execute(
            """SELECT (SELECT sum(order_value) FROM master_orders),
                      (SELECT count(*) FROM master_orders),
                      (SELECT count(*) FROM rfm_customers),
                      (SELECT count(*) FROM monthly_revenue),
                      (SELECT sum(late) / nullif(sum(judged), 0) FROM month_operations),
                      (SELECT avg(delivery_days)::DOUBLE FROM master_orders),
                      (SELECT avg(review_score)::DOUBLE FROM master_orders)"""
        ).fetchall()
    names = ("revenue", "orders", "customers", "months", "late", "delivery", "review")
    return dict(zip(names, rows[0], strict=True))


def customers_of(results: Results) -> dict[str, tuple[str, int, int]]:
    with results.cursor() as con:
        rows = con.execute(
            "SELECT customer_unique_id, segment, RFM_score, recency FROM rfm_customers"
        ).fetchall()
    return {customer: (segment, score, recency) for customer, segment, score, recency in rows}


def orders_of(results: Results) -> set[str]:
    with results.cursor() as con:
        return {one for (one,) in con.execute("SELECT order_id FROM master_orders").fetchall()}


def held_against_a_run(raw: Path, definitions: Definitions, *different: Results) -> None:
    """What is told of each of these results is what a run under these definitions makes."""
    run = opened(raw, definitions)
    made, customers, orders = totals_of(run), customers_of(run), orders_of(run)
    run.close()
    for results in different:
        told = effect(RunContext(), results, definitions)
        assert told.refused is None
        for name, value in made.items():
            shown = getattr(told.after, name)
            assert shown == (pytest.approx(value) if isinstance(value, float) else value), name
        former = customers_of(results)
        moved: Counter[str] = Counter()
        for customer in former.keys() & customers.keys():
            was, now = former[customer], customers[customer]
            moved["segment"] += was[0] != now[0]
            moved["score"] += was[0] == now[0] and was[1] != now[1]
            moved["recency"] += was[1] == now[1] and was[2] != now[2]
        counted = orders_of(results)
        assert told.moves == Moves(come=len(orders - counted), go=len(counted - orders), **moved)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Results, Path]]:
    raw = tmp_path_factory.mktemp("sample")
    make_shop(raw, 500, 5)
    results = opened(raw)
    yield results, raw
    results.close()


@pytest.mark.parametrize(
    "changed",
    one_in(
        2,
        [
            {"statuses": "all"},
            {"statuses": ("delivered", "canceled")},
            {"order_value": "payments"},
            {"window": "2017-03..2018-02"},
            {"window": "complete"},
            {"late": "after_days", "late_after_days": 8, "late_over": "all"},
            {"delivery_days": "whole"},
            {"review_blank": "median", "statuses": "delivered"},
            {"snapshot": "2019-06-30", "value_score": "quartiles"},
            {"frequency_score": "first_come"},
            {"high_value_from": 9, "mid_value_from": 6},
            PRESETS["seed-notebook"].as_dict(),
        ],
    ),
    ids=lambda changed: ", ".join(changed)[:40],
)
def test_it_is_what_a_run_makes(sample: tuple[Results, Path], changed: dict[str, Any]) -> None:
    results, raw = sample
    held_against_a_run(raw, Definitions(**changed), results)


@exhaustive
def test_it_leads_back_too(sample: tuple[Results, Path], tmp_path: Path) -> None:
    """From the results of other definitions to the recommended ones."""
    _, raw = sample
    other = replace(PRESETS["seed-notebook"], window="2017-03..2018-02", order_value="payments")
    results = opened(raw, other)
    held_against_a_run(raw, Definitions(), results)
    results.close()


@exhaustive
def test_an_export_with_guests_refunds_and_words_of_its_own(tmp_path: Path) -> None:
    make_export(tmp_path, "shopify", 300, 2)
    apart, each = opened(tmp_path), opened(tmp_path, Definitions(guests="each", refunds="net"))
    for definitions in (
        Definitions(guests="each"),
        Definitions(guests="left_out", refunds="net"),
        Definitions(statuses="delivered"),
        Definitions(guests="each", frequency_score="first_come"),
        Definitions(),
    ):
        held_against_a_run(tmp_path, definitions, apart, each)
    assert {one.given for one in at_hand(RunContext(), apart).statuses} >= {"sale", "void"}
    apart.close()
    each.close()


# ---- The sentence alone.


def totals(revenue: str = "0.00", orders: int = 0, **more: Any) -> Totals:
    return Totals(
        **{"revenue": Decimal(revenue), "orders": orders, "customers": 0, "months": 0, **more}
    )


@pytest.mark.parametrize(
    ("before", "after", "moves", "english", "portuguese"),
    [
        (
            totals("1353833.33", 900, customers=5),
            totals("1361956.33", 973, customers=5),
            Moves(come=73, segment=41),
            "Revenue +8,123.00 (+0.6 %), 73 more orders, 41 customers change segment.",
            "Receita +8.123,00 (+0,6 %), 73 pedidos a mais, 41 clientes mudam de segmento.",
        ),
        (
            totals("100000.00", 2, customers=2, months=4),
            totals("99990.00", 1, customers=1, months=3),
            Moves(go=1, score=1),
            "Revenue -10.00 (under 0.1 %), 1 fewer order, 1 fewer customer, 1 fewer month, "
            "1 customer has another score.",
            "Receita -10,00 (menos de 0,1 %), 1 pedido a menos, 1 cliente a menos, 1 mês a menos, "
            "1 cliente tem outra pontuação.",
        ),
        # From nothing there is no percentage.
        (totals(), totals("5.00", 1), Moves(come=1), "Revenue +5.00, 1 more order.", None),
        (
            totals(late=None, delivery=9.0, review=4.12345),
            totals(late=0.0412, delivery=None, review=4.12346),
            Moves(recency=2),
            "Revenue stays the same, late deliveries now 4.12 %, days to delivery blank, "
            "review score almost the same, 2 customers have another recency.",
            "A receita não muda, entregas atrasadas agora 4,12 %, dias até a entrega em branco, "
            "nota das avaliações quase iguais, 2 clientes têm outra recência.",
        ),
        (totals("7.00", 3), totals("7.00", 3), Moves(), "No number changes.", None),
    ],
)
def test_a_change_in_one_sentence(
    before: Totals, after: Totals, moves: Moves, english: str, portuguese: str | None
) -> None:
    told = change_sentence(before, after, moves)
    assert told == english
    if portuguese:
        assert told.in_window("pt_BR", {}) == portuguese
