"""What the report says beside its measures: changes and findings, each against SQL.

The DAX is computed by an independent engine. The SQL and the Python here are over the published
CSVs and the manifest, and share nothing with `crri_gui.powerbi.model`.
"""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from crri_gui.dashboard.measures import BY_NAME
from crri_gui.dashboard.page import Chart, Page
from crri_gui.definitions import Shop
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.directions import directions
from crri_gui.engine.query.dashboard.filters import NO_FILTERS, Filters, limited
from crri_gui.engine.results import open_results
from crri_gui.powerbi.model.hidden.comparisons import (
    FORMER,
    compared_in,
    other_months,
    whole_months,
)
from crri_gui.powerbi.model.hidden.details import OF_COHORTS
from crri_gui.powerbi.model.hidden.findings import alt_name, card_alt_name, finding_name, findings
from crri_gui.powerbi.model.hidden.publication import MONTH_STATE_DAX
from crri_gui.powerbi.model.language import ENGLISH
from tests.effort import one_in
from tests.powerbi.dax_and_sql import Model
from tests.powerbi.measures_in_sql import STRAY
from tests.powerbi.told.saying import CHARTS, PAGES, amount, manifest_of, one, shown

pytestmark = pytest.mark.long

# What filters orders, and which months it chooses (None: all), for the window and for the model.
CONTEXTS: dict[str, tuple[Filters, dict[str, list[Any]], tuple[str, str] | None]] = {
    "all": (NO_FILTERS, {}, None),
    "a month": (
        Filters(months=("2018-05", "2018-05")),
        {"master_orders.order_month": ["2018-05"]},
        ("2018-05", "2018-05"),
    ),
    "months with a stray one": (
        Filters(months=("2018-07", "2018-09")),
        {"master_orders.order_month": ["2018-07", "2018-08", "2018-09"]},
        ("2018-07", "2018-09"),
    ),
    "a stray month": (
        Filters(months=("2018-09", "2018-09")),
        {"master_orders.order_month": ["2018-09"]},
        ("2018-09", "2018-09"),
    ),
    "the first months": (
        Filters(months=("2016-09", "2016-10")),
        {"master_orders.order_month": ["2016-09", "2016-10"]},
        ("2016-09", "2016-10"),
    ),
    "a large state": (
        Filters(states=frozenset({"SP"})),
        {"master_orders.customer_state": ["SP"]},
        None,
    ),
    "a state of few orders": (
        Filters(states=frozenset({"RR"})),
        {"master_orders.customer_state": ["RR"]},
        None,
    ),
    "a type of payment and a month": (
        Filters(months=("2018-03", "2018-03"), payment_types=frozenset({"credit_card"})),
        {"master_orders.order_month": ["2018-03"], "master_orders.payment_type": ["credit_card"]},
        ("2018-03", "2018-03"),
    ),
}


def months_of(model: Model, manifest: dict[str, Any], *, settled: bool) -> list[str]:
    """Complete months, in order; settled ones have nine of ten orders delivered."""
    rows = model.con.execute(
        "SELECT m.order_month, count(o.order_id), count(o.delivery_days) FROM monthly_revenue AS m "
        "LEFT JOIN master_orders AS o USING (order_month) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return [
        month
        for month, orders, delivered in rows
        if month not in manifest["flagged_months"]
        and (not settled or (orders and delivered >= 0.9 * orders))
    ]


@pytest.mark.parametrize("name", one_in(3, CONTEXTS))
def test_changes_agree_with_sql_and_with_the_window(
    model: Model, published: Path, raw: Path, name: str
) -> None:
    filters, context, within = CONTEXTS[name]
    manifest = manifest_of(published)
    results = open_results(RunContext(), Request(raw))
    compared = 0
    with results.database(RunContext()) as db:
        for page in PAGES:
            window = directions(db, page, filters)
            for measure, one in compared_in(page).items():
                held = months_of(model, manifest, settled=one.settled)
                chosen = [m for m in held if within is None or within[0] <= m <= within[1]]
                latest = chosen[-1] if chosen else None
                key = model.said_by_dax(one.latest, context)
                assert key == (None if latest is None else int(latest.replace("-", "")))
                earlier = [month for month in held if latest and month < latest]
                former = {
                    "Month": earlier[-1] if earlier else None,
                    "Year": next(
                        (m for m in held if latest and m == f"{int(latest[:4]) - 1}{latest[4:]}"),
                        None,
                    ),
                }
                for which in FORMER:
                    wanted = _change(model, measure, context, latest, former[which])
                    found = model.by_dax(one.change(which), context)
                    where = (measure, which, found, wanted)
                    assert (found is None) == (wanted is None), where
                    if found is not None and wanted is not None:
                        assert math.isclose(found, wanted, rel_tol=1e-6, abs_tol=2e-3), where
                        compared += 1
                    said = model.said_by_dax(one.months(which), context)
                    then = former[which]
                    if latest is None or then is None:
                        assert not said
                    else:
                        assert said == f"{shown(latest)} against {shown(then)}"
                    # The desktop application says the same, where the filters reach its page.
                    reached = limited(filters, page.filters) == filters
                    if reached and measure in window and latest is not None and then is not None:
                        step = next((s for s in window[measure].steps if s.month == then), None)
                        told = None if step is None else step.change
                        if BY_NAME[measure].format == "percent" and told is not None:
                            told *= 100
                        assert (told is None) == (found is None), where
                        if told is not None and found is not None:
                            assert math.isclose(told, found, rel_tol=1e-3, abs_tol=2e-3), where
    results.close()
    assert compared or name in ("a stray month", "the first months", "a state of few orders")


def _change(
    model: Model, measure: str, context: dict[str, list[Any]], now: str | None, then: str | None
) -> float | None:
    """The change from one month to the other, by the measure's own SQL of the other tests."""
    if now is None or then is None:
        return None
    other = {key: value for key, value in context.items() if "order_month" not in key}

    def of(name: str, month: str) -> float | None:
        found = model.by_sql(name, {**other, "master_orders.order_month": [month]})
        return None if found is None else float(found)

    orders = [of("Total Orders", month) or 0 for month in (now, then)]
    values = [of(measure, month) for month in (now, then)]
    if measure in ("Total Revenue", "Total Orders", "Active Customers"):
        values = [value or 0.0 for value in values]
    if min(orders) < 30 or values[0] is None or values[1] is None:
        return None
    if BY_NAME[measure].format == "percent":
        return 100 * (values[0] - values[1])
    if BY_NAME[measure].format == "number":
        return values[0] - values[1]
    return (values[0] - values[1]) / values[1] if values[1] > 0 else None


@pytest.mark.parametrize("month", [None, "2018-05"])
def test_titles_say_what_is_found(model: Model, month: str | None) -> None:
    context = {"master_orders.order_month": [month]} if month else {}
    here = f"order_month = '{month}'" if month else "TRUE"
    now, then = (month, "2018-04") if month else ("2018-08", "2018-07")

    def of_month(sql: str, which: str) -> float:
        return float(one(model, f"SELECT {sql} FROM master_orders WHERE order_month = '{which}'"))

    revenue, former = (of_month("sum(order_value)", which) for which in (now, then))
    days, days_then = (of_month("avg(delivery_days)", which) for which in (now, then))
    late, late_then = (
        float(one(model, f"SELECT late_delivery_rate FROM ops_metrics WHERE order_month = '{m}'"))
        for m in (now, then)
    )
    state, most, whole = model.con.execute(
        "SELECT customer_state, sum(order_value), (SELECT sum(order_value) FROM master_orders "
        f"WHERE {here}) FROM master_orders WHERE {here} GROUP BY 1 ORDER BY 2 DESC"
    ).fetchone() or ("", 0, 0)
    payment, paid, orders = model.con.execute(
        f"SELECT payment_type, count(*), (SELECT count(*) FROM master_orders WHERE {here}) "
        f"FROM master_orders WHERE {here} GROUP BY 1 ORDER BY 2 DESC"
    ).fetchone() or ("", 0, 0)
    within = model.by_sql("Repeat Rate within 3 Months", context)
    following = one(
        model,
        "SELECT sum(active_customers) / sum(cohort_size) FROM cohort_retention WHERE "
        "strptime(order_month, '%Y-%m') = strptime(cohort_month, '%Y-%m') + INTERVAL 1 MONTH "
        f"AND order_month NOT IN ({STRAY})",
    )
    later = model.by_sql("Later Retention Rate", {})
    retention = (
        f"{following:.2%} of the customers order again in the month after their first, "
        f"{later:.2%} in a later month on average"
    )
    cohort, size, all_sizes = model.con.execute(
        "SELECT cohort_month, cohort_size, sum(cohort_size) OVER () FROM cohort_retention "
        "WHERE cohort_month = order_month ORDER BY 2 DESC"
    ).fetchone() or ("", 0, 0)
    customers, several, money, money_of_all = model.con.execute(
        "SELECT count(*), count(*) FILTER (frequency > 1), sum(monetary) FILTER (frequency > 1), "
        "sum(monetary) FROM rfm_customers"
    ).fetchone() or (0, 0, 0, 0)
    middle = one(model, "SELECT count(*) FROM rfm_customers WHERE segment = 'Mid Value'")
    once = one(model, "SELECT count(*) FROM rfm_customers WHERE frequency = 1")
    wanted = {
        "Total Revenue by month": f"Total Revenue {amount(revenue)} in {shown(now)}, "
        f"{revenue / former - 1:+.1%} against {shown(then)}",
        "Total Revenue by state": f"Highest Total Revenue: {state} with {amount(float(most))}, "
        f"{most / whole:.1%} of all",
        "Avg Delivery Days by month": f"Avg Delivery Days {days:.2f} in {shown(now)}, "
        f"{days - days_then:+.2f} against {shown(then)}",
        "Late Delivery Rate by month": f"Late Delivery Rate {late:.2%} in {shown(now)}, "
        f"{100 * (late - late_then):+.2f} points against {shown(then)}",
        "Total Orders by payment type": f"Most orders: {payment} with {paid:,}, "
        f"{paid / orders:.1%} of all",
        "Repeat Rate by month": f"Repeat Rate within 3 Months {within:.2%} of all who were "
        "observed that long",
        "Retention by months since the first order": retention,
        "Retention by cohort": retention,
        "Cohort size": f"Most customers: {cohort} with {size:,}, {size / all_sizes:.1%} of all",
        "Customers by segment": f"Most customers: 2. Mid Value with {middle:,}, "
        f"{middle / customers:.1%} of all",
        "Customers by number of orders": f"{once / customers:.1%} of the customers placed 1 order",
        "Frequency and monetary": f"{several / customers:.1%} of the customers ordered more than "
        f"once and bring {money / money_of_all:.1%} of the revenue",
    }
    for _, chart in CHARTS:
        if chart.title not in wanted:
            continue
        assert model.said_by_dax(finding_name(chart), context) == wanted[chart.title]
        alt = model.said_by_dax(alt_name(chart), context)
        assert alt == f"{wanted[chart.title]}. {chart.alt}"


def test_of_any_other_chart_its_measure_is_told_over_all(model: Model) -> None:
    chart = Chart(key="x", kind="spread", title="Spending", measure="AOV", alt="Spread of it.")
    page = Page(key="x", order=9, title="X", cards=(), charts=(chart,))
    (found, _) = findings([page], Shop(), ENGLISH)
    model.measures[found.name] = found.dax
    value = one(model, "SELECT sum(order_value) / count(*) FROM master_orders")
    assert model.said_by_dax(found.name, {}) == f"AOV {value:.2f} in all"
    nothing = Chart(key="x", kind="spread", title="Spending", alt="Spread of it.")
    assert not findings([replace(page, charts=(nothing,))], Shop(), ENGLISH)


def test_every_chart_of_the_first_four_pages_has_a_finding(model: Model) -> None:
    first = [chart for page, chart in CHARTS if page.order <= 4]
    assert len(first) >= 12
    assert all(finding_name(chart) in model.measures for chart in first)


def test_a_card_is_read_with_its_changes(model: Model) -> None:
    (card,) = [c for page in PAGES for c in page.power_bi_cards if c.name == "Total Revenue"]
    whole = float(model.by_sql("Total Revenue", {}))
    month, year = (
        _change(model, "Total Revenue", {}, "2018-08", then) for then in ("2018-07", "2017-08")
    )
    assert model.said_by_dax(card_alt_name(card), {}) == (
        f"Card: total revenue of the selected orders: {amount(whole)}"
        f"; {month:+.1%} Aug 2018 against Jul 2018; {year:+.1%} Aug 2018 against Aug 2017"
    )


def test_partial_and_stray_months_stand_apart(model: Model, published: Path) -> None:
    flagged = manifest_of(published)["flagged_months"]
    assert flagged
    for (month,) in model.con.execute("SELECT DISTINCT order_month FROM master_orders").fetchall():
        context = {"master_orders.order_month": [month]}
        both = (
            model.by_dax(whole_months("Total Revenue"), context),
            model.by_dax(other_months("Total Revenue"), context),
        )
        value = model.by_sql("Total Revenue", context)
        expected = (None, value) if month in flagged else (value, None)
        assert both == pytest.approx(expected)
    # Of several months neither is known: the line is of single ones.
    assert model.by_dax(whole_months("Total Revenue"), {}) is None


def test_the_state_of_a_month_is_computed_as_the_manifest_says(
    model: Model, published: Path
) -> None:
    flagged = manifest_of(published)["flagged_months"]
    model.measures["state of the month"] = f"MAXX ( monthly_revenue, {MONTH_STATE_DAX} )"
    for (month,) in model.con.execute("SELECT order_month FROM monthly_revenue").fetchall():
        context = {"monthly_revenue.order_month": [month]}
        found = model.said_by_dax("state of the month", context)
        assert found == flagged.get(month, "complete")


def test_who_is_of_a_cohort_agrees_with_sql(model: Model) -> None:
    customers = model.con.execute(
        "(SELECT customer_unique_id FROM rfm_customers WHERE frequency > 1 "
        "ORDER BY frequency DESC, 1 LIMIT 12) UNION ALL "
        "(SELECT customer_unique_id FROM rfm_customers WHERE frequency = 1 ORDER BY 1 LIMIT 3)"
    ).fetchall()
    seen = set()
    for (customer,) in customers:
        months = [
            month
            for (month,) in model.con.execute(
                "SELECT DISTINCT order_month FROM master_orders WHERE customer_unique_id = ? "
                "ORDER BY 1",
                [customer],
            ).fetchall()
        ]
        first = months[0]
        for cohort in (None, first, "2017-11"):
            for month in (None, months[-1], "2018-04"):
                context: dict[str, list[Any]] = {
                    "rfm_customers.customer_unique_id": [customer],
                    # Filters of orders do not change of which cohort somebody is.
                    "master_orders.order_month": [months[-1]],
                }
                if cohort:
                    context["cohort_retention.cohort_month_txt"] = [cohort]
                if month:
                    context["cohort_retention.order_month_txt"] = [month]
                wanted = (cohort in (None, first)) and (month is None or month in months)
                assert model.by_dax(OF_COHORTS, context) == int(wanted), (customer, context)
                seen.add(wanted)
    assert seen == {True, False}
    # Of a state are those with an order from there, in the months that are chosen beside it.
    ((customer, state, month),) = model.con.execute(
        "SELECT customer_unique_id, min(customer_state), min(order_month) FROM master_orders "
        "GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 1"
    ).fetchall()
    other = "RR" if state != "RR" else "SP"
    for chosen, months, wanted in (
        (state, [month], True),
        (state, ["2016-09"], month == "2016-09"),
        (other, [month], False),
    ):
        context = {
            "rfm_customers.customer_unique_id": [customer],
            "master_orders.customer_state": [chosen],
            "master_orders.order_month": months,
        }
        assert model.by_dax(OF_COHORTS, context) == int(wanted), context
