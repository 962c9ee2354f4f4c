"""The DAX of every measure, computed by an independent engine, against SQL written separately.

The engine is that of pbix-mcp, which evaluates DAX without Power BI. The SQL here is over the
published CSVs and shares nothing with `crri_gui.dashboard.measures`.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from crri_gui.contract import EXTENSIONS
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.page import CUSTOMERS, STATES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.dashboard.filters import missing
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.powerbi.model.hidden.notes import below_title, note_name
from tests.conftest import reference
from tests.dashboard_shop import small_shop, trap_shop
from tests.effort import one_in, pairs, tries

pytestmark = pytest.mark.long

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from build_scripts.dax_model import DaxModel  # noqa: E402

# What of each filter context is selected, as values of columns; months are of master_orders.
CONTEXTS: dict[str, dict[str, list[Any]]] = {
    "no filter": {},
    "a month": {"master_orders.order_month": ["M2"]},
    "two months": {"master_orders.order_month": ["M1", "M2"]},
    "the last month": {"master_orders.order_month": ["ML"]},
    "a month of the axis": {"ops_metrics.order_month": ["M2"]},
    "a month of monthly_revenue": {"monthly_revenue.order_month": ["M2"]},
    "a payment type": {"master_orders.payment_type": ["P1"]},
    "a state": {"master_orders.customer_state": ["S1"]},
    "a segment": {"rfm_customers.segment": ["High Value"], "rfm_customers.segment_order": [3]},
    "another segment": {"rfm_customers.segment": ["Low Value"]},
    "a segment in order": {"rfm_customers.segment_ordered": ["2. Mid Value"]},
    "a late month": {"master_orders.order_month": ["MN"]},
    "the month before it": {"master_orders.order_month": ["MB"]},
    "a late month of the axis": {"monthly_revenue.order_month": ["MN"]},
    "a late cohort": {"cohort_retention.cohort_month_txt": ["MB"]},
    "a late cohort and month": {
        "cohort_retention.cohort_month_txt": ["M2"],
        "cohort_retention.order_month_txt": ["MB"],
    },
    "a cohort": {"cohort_retention.cohort_month_txt": ["M1"]},
    "a cohort and month": {
        "cohort_retention.cohort_month_txt": ["M1"],
        "cohort_retention.order_month_txt": ["M2"],
    },
    "a cohort's value": {"cohort_ltv.cohort_month_txt": ["M1"]},
    "a month since the first order": {"cohort_ltv.months_since_first": [1]},
    "a cohort's value by a month": {
        "cohort_ltv.cohort_month_txt": ["M2"],
        "cohort_ltv.months_since_first": [1],
    },
    "those who were best": {"segment_movement.from_segment": ["High Value"]},
    "those who are better": {
        "segment_movement.from_segment": ["Low Value"],
        "segment_movement.to_segment": ["Mid Value"],
    },
    "a month of new customers": {"monthly_new_returning.order_month": ["M2"]},
    "a month since the first": {"cohort_retention.months_since_first": [1]},
    "a cohort a month after its first": {
        "cohort_retention.cohort_month_txt": ["M2"],
        "cohort_retention.months_since_first": [1],
    },
    "complete months": {"monthly_revenue.month_state": ["complete"]},
    "a complete month of the axis": {
        "monthly_revenue.month_state": ["complete"],
        "ops_metrics.order_month": ["M2"],
    },
    "stray and partial months": {"monthly_revenue.month_state": ["thin", "partial"]},
    "month, payment, state": {
        "master_orders.order_month": ["M2"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "month and segment": {
        "master_orders.order_month": ["M2"],
        "rfm_customers.segment": ["High Value"],
    },
    "a month of the axis within two months": {
        "master_orders.order_month": ["M1", "M2"],
        "ops_metrics.order_month": ["M2"],
    },
}

# Of days, and of all that orders and customers can be filtered by together.
DETAILED: dict[str, dict[str, list[Any]]] = {
    "month, payment, state, segment": {
        "master_orders.order_month": ["M1", "M2"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment": ["Mid Value", "Low Value"],
    },
    "a late month, state, segment": {
        "master_orders.order_month": ["MN"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment_ordered": ["2. Mid Value"],
    },
    "payment and segment": {
        "master_orders.payment_type": ["P1"],
        "rfm_customers.segment": ["High Value", "Mid Value"],
    },
    "state and payment": {
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "complete months, state, payment, segment": {
        "monthly_revenue.month_state": ["complete"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
        "rfm_customers.segment": ["Mid Value"],
    },
    "a month of the calendar": {"calendar.month": ["M2"]},
    "a quarter": {"calendar.quarter": [1]},
    "complete days of a state": {
        "calendar.is_complete": [1],
        "master_orders.customer_state": ["S1"],
    },
    "a month by both": {"calendar.month": ["M2"], "master_orders.order_month": ["M2"]},
    "two months that are none together": {
        "calendar.month": ["M1"],
        "master_orders.order_month": ["M2"],
    },
    "a named segment": {"customer_details.named_segment": ["N1"]},
    "a named segment of a month, state, payment": {
        "customer_details.named_segment": ["N1"],
        "master_orders.order_month": ["M1", "M2", "MN"],
        "master_orders.payment_type": ["P1"],
        "master_orders.customer_state": ["S1"],
    },
    "a cohort of customers": {"customer_details.cohort_month": ["M1"]},
    "a cohort of customers in a later month and segment": {
        "customer_details.cohort_month": ["M1"],
        "master_orders.order_month": ["M2"],
        "rfm_customers.segment": ["High Value", "Mid Value"],
    },
}


class Model(DaxModel):
    """The same tables for the DAX engine and for SQL, with values for the filter contexts."""

    def __init__(
        self,
        folder: Path,
        *,
        with_values: bool = True,
        extensions: Collection[str] = tuple(EXTENSIONS),
    ) -> None:
        super().__init__(folder, frozenset(extensions))
        self.folder = folder
        self.values = self._values() if with_values else {}

    def _values(self) -> dict[str, str]:
        months = [m for (m,) in self.con.execute("FROM ops_metrics SELECT order_month").fetchall()]
        months.sort()

        def most(column: str, table: str = "master_orders") -> str:
            row = self.con.execute(
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL "
                "GROUP BY 1 ORDER BY count(*) DESC, 1"
            ).fetchone()
            assert row is not None
            return str(row[0])

        return {
            "M1": months[0],
            "M2": months[1],
            "ML": months[-1],
            "MN": months[len(months) // 2],
            "MB": months[len(months) // 2 - 1],
            "P1": most("payment_type"),
            "S1": most("customer_state"),
            **(
                {"N1": most("named_segment", "customer_details")}
                if "customer_details" in self.tables
                else {}
            ),
        }

    def context(self, name: str) -> dict[str, list[Any]]:
        """The filter context, with this shop's values."""
        return {
            column: [self.values.get(v, v) if isinstance(v, str) else v for v in values]
            for column, values in (CONTEXTS | DETAILED)[name].items()
        }

    def by_sql(self, measure: str, context: dict[str, list[Any]]) -> Any:
        """The same in SQL, as a user of the page would define it."""
        where: dict[str, list[str]] = defaultdict(lambda: ["TRUE"])
        for column, values in context.items():
            table, name = column.split(".")
            listed = ", ".join(f"'{v}'" if isinstance(v, str) else str(v) for v in values)
            where[table].append(f"{name} IN ({listed})")
        # One side to many: months and customers filter orders, and nothing goes back.
        orders = " AND ".join(
            [
                *where["master_orders"],
                "order_month IN (SELECT order_month FROM monthly_revenue WHERE "
                + " AND ".join(where["monthly_revenue"])
                + ")",
                "order_month IN (SELECT order_month FROM ops_metrics WHERE "
                + " AND ".join(where["ops_metrics"])
                + ")",
                "customer_unique_id IN (SELECT customer_unique_id FROM rfm_customers WHERE "
                + " AND ".join(where["rfm_customers"])
                + ")",
            ]
        )
        only_months = [p for p in where["master_orders"] if p.startswith(("order_month", "TRUE"))]
        calendar = " AND ".join(where["monthly_revenue"])
        reached = f"order_month IN (SELECT order_month FROM monthly_revenue WHERE {calendar})"
        months = " AND ".join([*only_months, reached, *where["ops_metrics"]])
        other = [p for p in where["master_orders"] if not p.startswith("order_month")]
        segment = " AND ".join(where["rfm_customers"])
        others = " AND ".join(
            [
                *other,
                f"customer_unique_id IN (SELECT customer_unique_id FROM rfm_customers "
                f"WHERE {segment})",
            ]
        )
        cohorts = " AND ".join(where["cohort_retention"])
        sql = SQL[measure].format(
            o=f"(FROM master_orders WHERE {orders})",
            others=f"(FROM master_orders WHERE {others})",
            months=months,
            c=f"(FROM cohort_retention WHERE {cohorts})",
            r=f"(FROM rfm_customers WHERE {segment})",
            l=f"(FROM cohort_ltv WHERE {' AND '.join(where['cohort_ltv'])})",
            m=f"(FROM segment_movement WHERE {' AND '.join(where['segment_movement'])})",
            n="(FROM monthly_new_returning WHERE "
            + " AND ".join(where["monthly_new_returning"])
            + " AND order_month IN (SELECT order_month FROM monthly_revenue WHERE "
            + " AND ".join(where["monthly_revenue"])
            + "))",
            d="(FROM order_details WHERE order_id IN (SELECT order_id FROM master_orders WHERE "
            f"{orders}) AND order_date IN (SELECT date FROM calendar WHERE "
            f"{' AND '.join(where['calendar'])}) AND customer_key IN (SELECT customer_key FROM "
            f"customer_details WHERE {' AND '.join(where['customer_details'])}))",
            p="(FROM repeat_propensity WHERE customer_unique_id IN (SELECT customer_unique_id "
            f"FROM rfm_customers WHERE {segment}))",
            v="(FROM predicted_value WHERE customer_unique_id IN (SELECT customer_unique_id "
            f"FROM rfm_customers WHERE {segment}))",
        )
        row = self.con.execute(sql).fetchone()
        assert row is not None
        return None if row[0] is None else float(row[0])


_FIRST = (
    "(SELECT customer_unique_id AS id, min(order_month) AS first FROM master_orders GROUP BY 1)"
)
_NEW = (
    "(SELECT count(*) FROM (SELECT customer_unique_id AS id, min(order_month) AS seen FROM {o} "
    f"GROUP BY 1) JOIN {_FIRST} USING (id) WHERE seen = first)"
)
_ACTIVE = "count(DISTINCT customer_unique_id)"
_REPEATERS = (
    "count(DISTINCT customer_unique_id) FILTER (customer_unique_id IN (SELECT customer_unique_id "
    "FROM master_orders GROUP BY 1 HAVING count(*) > 1))"
)
_MONEY = "sum(order_value)::DOUBLE"
_DAY = "strptime({} || '-01', '%Y-%m-%d')"
# The upper one of the middle two, as a list from 1: of four the third.
_MIDDLE = "(SELECT list_sort(list({0}))[count(*) // 2 + 1] FROM {1})"


def _usual(rows: str) -> str:
    """Whether the months of the rows have at least 5 % of the usual orders, or none."""
    size = (
        "(SELECT coalesce(sum(orders), 0) FROM monthly_revenue "
        f"WHERE order_month IN (FROM {rows} SELECT order_month))"
    )
    middle = _MIDDLE.format("orders", "monthly_revenue WHERE orders > 0")
    return f"({size} = 0 OR {size} >= 0.05 * {middle})"


_USUAL_COHORT = _MIDDLE.format("cohort_size", "cohort_retention WHERE cohort_month = order_month")

# All complete cohorts but a first one that holds older customers, month by month, added up.
_STEPS = """
    WITH firsts AS (
        SELECT cohort_month AS c, cohort_size AS s, rank() OVER (ORDER BY cohort_month) AS k
        FROM cohort_ltv WHERE complete = 1 AND months_since_first = 0
    ),
    gone AS (
        SELECT c FROM firsts WHERE k = 1 AND s >= 2 * (
            SELECT CASE WHEN count(*) = 5 THEN median(s) END FROM firsts WHERE k BETWEEN 2 AND 6)
    ),
    steps AS (
        SELECT months_since_first AS month, sum(revenue)::DOUBLE / sum(cohort_size) AS value
        FROM cohort_ltv WHERE complete = 1 AND cohort_month NOT IN (FROM gone) GROUP BY 1
    )
    SELECT CASE WHEN max(month) >= {until} THEN
        {factor} * sum(value) FILTER (month <= {until}) END
    FROM steps"""


_PAID_BACK = (
    _STEPS.rpartition("SELECT CASE WHEN max")[0]
    + """SELECT min(month) FROM (
        SELECT month, sum(value) OVER (ORDER BY month) AS brought FROM steps
    ) WHERE 0.3 * brought >= 25"""
)


def _value_by(until: str, factor: str = "1") -> str:
    return _STEPS.replace("{until}", until).replace("{factor}", factor)


_NEWS = (
    "customer_details WHERE customer_key IN (FROM {d} SELECT customer_key WHERE is_first_order = 1)"
)
_PLACES = "list_position(['Low Value', 'Mid Value', 'High Value'], {})"
_FROM, _TO = _PLACES.format("from_segment"), _PLACES.format("to_segment")

SQL: dict[str, str] = {
    "Value per Customer in month 0": _value_by("0"),
    "Value per Customer by month 6": _value_by("6"),
    "Value per Customer by month 12": _value_by("12"),
    "Margin per Customer by month 12": _value_by("12", "0.3"),
    "Payback Month": _PAID_BACK,
    "Value per Customer": _value_by("(SELECT max(months_since_first) FROM {l})"),
    "Cohort Value per Customer": (
        "SELECT if(count(*) = 1, sum(cumulative_revenue)::DOUBLE / sum(cohort_size), NULL) FROM {l}"
    ),
    "Revenue of the Top 10 %": (
        "SELECT CASE WHEN sum(monetary) > 0 THEN list_sum(list_slice(list_reverse_sort("
        "list(monetary)), 1, ceil(count(*) / 10)::INTEGER))::DOUBLE / sum(monetary)::DOUBLE END "
        "FROM {r}"
    ),
    "Unchanged Segment %": (
        "SELECT coalesce(sum(customers) FILTER (from_segment = to_segment), 0) "
        "/ nullif(sum(customers) FILTER (from_segment <> '(new)'), 0) FROM {m}"
    ),
    "Customers Moved Up": (
        "SELECT if(count(*) > 0, coalesce(sum(customers) FILTER "
        f"(from_segment <> '(new)' AND {_FROM} < {_TO}), 0), NULL) FROM {{m}}"
    ),
    "Customers Moved Down": (
        "SELECT if(count(*) > 0, coalesce(sum(customers) FILTER "
        f"(from_segment <> '(new)' AND {_FROM} > {_TO}), 0), NULL) FROM {{m}}"
    ),
    "Customers by Move": "SELECT sum(customers) FROM {m}",
    "Worth by Move": "SELECT sum(monetary) FROM {m}",
    "First-Time Buyers": (
        "SELECT if(count(*) > 0, count(DISTINCT customer_key) FILTER (is_first_order = 1), NULL) "
        "FROM {d}"
    ),
    "Returning Buyers": (
        "SELECT if(count(*) > 0, count(DISTINCT customer_key) FILTER (customer_key NOT IN "
        "(FROM {d} SELECT customer_key WHERE is_first_order = 1)), NULL) FROM {d}"
    ),
    "Buyers Observed for 90 Days": (
        f"SELECT nullif(count(*), 0) FROM {_NEWS} AND days_observed >= 90"
    ),
    "Repeat Rate within 90 Days": (
        "SELECT avg((coalesce(days_to_second_order, 91) <= 90)::INTEGER) "
        f"FROM {_NEWS} AND days_observed >= 90"
    ),
    "Late Orders": "SELECT sum(is_late) FROM {d}",
    "Judged Orders": "SELECT nullif(count(*), 0) FROM {d} WHERE is_late IS NOT NULL",
    "Late Order Rate": "SELECT avg(is_late) FROM {d}",
    "Later Orders": "SELECT nullif(count(*), 0) FROM {d} WHERE is_first_order = 0",
    "Revenue from Later Orders %": (
        "SELECT CASE WHEN sum(order_value) > 0 THEN coalesce(sum(order_value) FILTER "
        "(is_first_order = 0), 0)::DOUBLE / sum(order_value)::DOUBLE END "
        "FROM {d} JOIN master_orders USING (order_id)"
    ),
    "Avg Days since Previous Order": "SELECT avg(days_since_previous_order) FROM {d}",
    "New Revenue": "SELECT sum(new_revenue) FROM {n}",
    "Returning Revenue": "SELECT sum(returning_revenue) FROM {n}",
    "Returning Revenue %": (
        "SELECT CASE WHEN sum(new_revenue + returning_revenue) > 0 THEN "
        "sum(returning_revenue)::DOUBLE / sum(new_revenue + returning_revenue)::DOUBLE END FROM {n}"
    ),
    "New Customers of the Month": "SELECT sum(new_customers) FROM {n}",
    "Returning Customers of the Month": "SELECT sum(returning_customers) FROM {n}",
    "New Orders": "SELECT sum(new_orders) FROM {n}",
    "Returning Orders": "SELECT sum(returning_orders) FROM {n}",
    "Scored Customers": "SELECT nullif(count(*), 0) FROM {p}",
    "Mean Repeat Probability": "SELECT avg(probability) FROM {p}",
    "Expected Purchases": "SELECT sum(expected_purchases) FROM {v}",
    "Expected Revenue": "SELECT sum(expected_revenue) FROM {v}",
    "Total Revenue": "SELECT sum(order_value) FROM {o}",
    "Total Orders": "SELECT nullif(count(DISTINCT order_id), 0) FROM {o}",
    "Active Customers": f"SELECT nullif({_ACTIVE}, 0) FROM {{o}}",
    "AOV": f"SELECT {_MONEY} / nullif(count(*), 0) FROM {{o}}",
    "Repeat Customers": f"SELECT if(count(*) > 0, {_REPEATERS}, NULL) FROM {{o}}",
    "Repeat Rate": f"SELECT {_REPEATERS} / nullif({_ACTIVE}, 0) FROM {{o}}",
    "New Customers": f"SELECT if(count(*) > 0, {_NEW}, NULL) FROM {{o}}",
    "Returning Customers": f"SELECT if(count(*) > 0, {_ACTIVE} - {_NEW}, NULL) FROM {{o}}",
    "MoM Growth %": """
        WITH latest AS (SELECT max(order_month) AS m FROM {o}),
        before AS (
            SELECT strftime(strptime(m || '-01', '%Y-%m-%d') - INTERVAL 1 MONTH, '%Y-%m') AS b, m
            FROM latest
        ),
        a AS (SELECT sum(order_value)::DOUBLE AS v FROM {o} AS o, before
              WHERE o.order_month = before.m),
        z AS (SELECT sum(order_value)::DOUBLE AS v FROM {others} AS o, before
              WHERE o.order_month = before.b)
        SELECT CASE WHEN z.v > 0 THEN (a.v - z.v) / z.v END FROM a, z""",
    "Revenue per Customer": f"SELECT {_MONEY} / nullif({_ACTIVE}, 0) FROM {{o}}",
    "Orders per Customer": f"SELECT count(*) / nullif({_ACTIVE}, 0) FROM {{o}}",
    "Revenue from Repeat Customers %": (
        "SELECT CASE WHEN sum(order_value) > 0 THEN coalesce(sum(order_value) FILTER "
        f"(is_repeat_customer = 1), 0)::DOUBLE / {_MONEY} END FROM {{o}}"
    ),
    "Avg Delivery Days": "SELECT avg(delivery_days) FROM {o}",
    "Avg Review Score": "SELECT avg(review_score) FROM {o}",
    # Known of a month; of several only where all are alike.
    "Late Delivery Rate": (
        "SELECT CASE WHEN min(late_delivery_rate) = max(late_delivery_rate) "
        "THEN max(late_delivery_rate) END FROM ops_metrics WHERE {months}"
    ),
    "Usual Month": f"SELECT {_usual('{o}')}::INTEGER",
    "Repeat Rate within 3 Months": f"""
        WITH news AS (
            SELECT DISTINCT customer_unique_id AS id, first FROM {{o}} AS o
            JOIN {_FIRST} AS f ON f.id = customer_unique_id AND first = order_month
            WHERE date_diff('month', {_DAY.format("first")}, (
                SELECT max({_DAY.format("order_month")}) FROM monthly_revenue)) > 3
        )
        SELECT avg((
            SELECT (count(*) > 1)::INTEGER FROM master_orders AS m WHERE m.customer_unique_id = id
            AND date_diff('month', {_DAY.format("first")}, {_DAY.format("order_month")}) <= 3
        )) FROM news""",
    "Retention Rate": (
        "SELECT sum(active_customers)::DOUBLE / nullif(sum(cohort_size), 0) FROM {c}"
    ),
    "Avg Retention Rate": "SELECT avg(retention_rate) FROM {c}",
    "Later Retention Rate": (
        "SELECT sum(active_customers)::DOUBLE / nullif(sum(cohort_size), 0) FROM {c} "
        "WHERE cohort_month <> order_month"
    ),
    "Retention Shade": (
        "SELECT CASE WHEN size < 0.05 * "
        + _USUAL_COHORT
        + f" OR NOT {_usual('{c}')}"
        + " THEN NULL WHEN rate > 6 * usual THEN 6 * usual ELSE rate END FROM "
        "(SELECT sum(active_customers)::DOUBLE / nullif(sum(cohort_size), 0) AS rate, "
        "max(cohort_size) AS size FROM {c} WHERE cohort_month <> order_month), "
        "(SELECT sum(active_customers)::DOUBLE / sum(cohort_size) AS usual "
        "FROM cohort_retention WHERE cohort_month <> order_month)"
    ),
    "Cohort Size": "SELECT sum(s) FROM (SELECT DISTINCT cohort_month, cohort_size AS s FROM {c})",
    "Customers": "SELECT nullif(count(*), 0) FROM {r}",
    "Segment Revenue": "SELECT sum(monetary) FROM {r}",
    "Segment Orders": "SELECT sum(frequency) FROM {r}",
    "Revenue per Segment Customer": "SELECT sum(monetary)::DOUBLE / nullif(count(*), 0) FROM {r}",
    "Segment Share of Revenue": (
        "SELECT sum(monetary)::DOUBLE / (SELECT CASE WHEN sum(monetary) > 0 THEN "
        "sum(monetary)::DOUBLE END FROM rfm_customers) FROM {r}"
    ),
    "High Value Customer %": (
        "SELECT count(*) FILTER (segment = 'High Value') / nullif(count(*), 0) FROM {r}"
    ),
}


def _published(raw: Path, out: Path) -> Model:
    request = Request(raw, Definitions(margin=30.0, cac="25"), frozenset(EXTENSIONS))
    run_and_publish(RunContext(), request, Target(out))
    return Model(out)


@pytest.fixture(scope="module")
def models() -> Iterator[dict[str, Model]]:
    """Those that were asked for so far, by the names of their shops."""
    made: dict[str, Model] = {}
    yield made
    for model in made.values():
        model.con.close()


@pytest.fixture
def model(
    request: pytest.FixtureRequest,
    models: dict[str, Model],
    sample_shop: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Model:
    """The small shop made by hand, whose March is empty, the sample shop, and one of traps."""
    name = request.param
    if name not in models:
        folder = tmp_path_factory.mktemp(name)
        raw = sample_shop
        if name != "sample":
            raw = (small_shop() if name == "small" else trap_shop()).write(folder / "raw")
        models[name] = _published(raw, folder / "out")
    return models[name]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    """Twenty thousand real orders."""
    made = _published(reference("olist_20k"), tmp_path_factory.mktemp("real"))
    yield made
    made.con.close()


OF_ORDERS = [measure.name for measure in MEASURES if measure.source == "order_details"]


def test_every_measure_has_its_sql_here() -> None:
    assert {measure.name for measure in MEASURES} == set(SQL)


@pytest.mark.parametrize(
    ("model", "name"), pairs(["small", "sample", "traps"], sorted(SQL)), indirect=["model"]
)
def test_dax_and_sql_agree_under_every_filter(model: Model, name: str) -> None:
    few_orders = model.by_sql("Total Orders", {}) < 1_000
    _compare(model, name, list(CONTEXTS) if few_orders else some_contexts(name))


def some_contexts(name: str) -> list[str]:
    """Some of the contexts, for shops of many orders; each is one of some measures."""
    step = tries(5, 1)
    return list(CONTEXTS)[sorted(SQL).index(name) % step :: step]


@pytest.mark.parametrize(
    ("model", "name"), pairs(["small", "sample", "traps"], OF_ORDERS), indirect=["model"]
)
def test_details_of_orders_are_right_under_all_filters_together(model: Model, name: str) -> None:
    _compare(model, name, list(DETAILED))


@pytest.mark.parametrize("context", ["a month of the calendar", "a named segment"])
def test_days_and_named_segments_do_not_reach_the_tables_of_every_run(
    real: Model, context: str
) -> None:
    for name in ("Total Revenue", "Late Delivery Rate", "Customers", "Retention Rate"):
        assert real.by_dax(name, real.context(context)) == real.by_dax(name, {})


def test_without_a_filter_they_are_the_figures_of_the_run(real: Model) -> None:
    manifest = json.loads((real.folder / "manifest.json").read_bytes())
    rates = {one["days"]: one["repeat_rate"] for one in manifest["repeat_rates"]}
    assert real.by_dax("Repeat Rate within 90 Days", {}) == pytest.approx(rates[90], abs=1e-9)
    assert real.by_dax("First-Time Buyers", {}) == real.by_dax("Customers", {})
    assert real.by_dax("Returning Buyers", {}) == 0
    months = manifest["deliveries"]
    late, judged = (sum(one[name] for one in months) for name in ("late", "judged"))
    assert real.by_dax("Late Order Rate", {}) == pytest.approx(late / judged, abs=1e-9)


@pytest.mark.parametrize("name", one_in(8, sorted(SQL)))
def test_dax_and_sql_agree_on_real_orders(real: Model, name: str) -> None:
    # Those that go from customer to customer take the engine minutes on all of them.
    slow = name in ("New Customers", "Returning Customers")
    _compare(real, name, ["month, payment, state"] if slow else some_contexts(name))


EXPORT = (
    "Name,Email,Financial Status,Subtotal,Total,Created at,Lineitem quantity,Cancelled at,"
    "Payment Method,Shipping Province\n"
    "#1,a@x.example,paid,30.00,30.00,2024-01-03,1,,card,SP\n"
    "#2,a@x.example,paid,20.00,20.00,2024-02-03,1,,card,SP\n"
)


@pytest.mark.parametrize("without", ["", "Email", "Shipping Province"])
def test_notes_say_what_the_window_says_is_missing(without: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "export.csv").write_text(EXPORT.replace(without, "Else") if without else EXPORT)
    every = frozenset(EXTENSIONS)
    run_and_publish(RunContext(), Request(raw, extensions=every), Target(tmp_path / "out"))
    model = Model(tmp_path / "out", with_values=False)
    lacking = missing(DuckDB(RunContext(), model.con))
    assert {"Email": CUSTOMERS, "Shipping Province": STATES}.get(without) in (None, *lacking)
    said = 0
    for chart in (chart for page in PAGES for chart in page.power_bi_charts if chart.needs):
        for context in ({}, {"master_orders.order_month": ["2024-02"]}):
            text = model.said_by_dax(note_name(chart), context)
            assert chart.needs is not None
            expected = chart.needs.missing if chart.needs in lacking else below_title(chart)
            assert text == expected, chart.title
            said += chart.needs in lacking
    # Deliveries and late ones, each with and without a filter.
    assert said >= 4
    model.con.close()


def _compare(model: Model, name: str, contexts: list[str]) -> None:
    wrong = {}
    for context in contexts:
        filters = model.context(context)
        found, wanted = model.by_dax(name, filters), model.by_sql(name, filters)
        # Quotients of fixed decimal numbers have four decimals in DAX.
        if (found is None) != (wanted is None) or (
            found is not None and not math.isclose(found, wanted, rel_tol=1e-9, abs_tol=6e-5)
        ):
            wrong[context] = (found, wanted)
    assert not wrong
