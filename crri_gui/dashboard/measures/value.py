"""Measures of the page Value: what a customer has brought by a month since the first order."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import MadeOf, Part, ratio
from crri_gui.dashboard.measures.measure import Measure

_UNIT = "currency per customer"
_ALL = (
    "over the complete cohorts; for each month since the first order the revenue of the cohorts "
    "observed then / their customers, added up. A first cohort of at least twice the usual size "
    "is taken to hold older customers and is left out. Without filters"
)

# The first complete cohort is left out where it is at least twice the median of the next five.
_USED_DAX = """
VAR Firsts =
    FILTER (
        ALL ( cohort_ltv ),
        cohort_ltv[complete] = 1 && cohort_ltv[months_since_first] = 0
    )
VAR Oldest = MINX ( Firsts, cohort_ltv[cohort_month_key] )
VAR Next =
    TOPN (
        5,
        FILTER ( Firsts, Oldest < cohort_ltv[cohort_month_key] ),
        cohort_ltv[cohort_month_key], ASC
    )
VAR Usual = IF ( COUNTROWS ( Next ) = 5, MEDIANX ( Next, cohort_ltv[cohort_size] ) )
VAR Largest =
    MAXX ( FILTER ( Firsts, Oldest = cohort_ltv[cohort_month_key] ), cohort_ltv[cohort_size] )
VAR LeftOut = IF ( NOT ( ISBLANK ( Usual ) ) && Largest >= 2 * Usual, Oldest, 0 )
VAR Used =
    FILTER (
        ALL ( cohort_ltv ),
        cohort_ltv[complete] = 1 && cohort_ltv[cohort_month_key] <> LeftOut
    )"""


def _value_dax(latest: str, factor: str = "") -> str:
    """What a customer has brought by the month `latest`; blank where no cohort is observed then."""
    return f"""{_USED_DAX}
VAR Latest = {latest}
VAR Until = FILTER ( Used, Latest >= cohort_ltv[months_since_first] )
VAR Reached = MAXX ( Used, cohort_ltv[months_since_first] )
VAR Total =
    SUMX (
        DISTINCT ( SELECTCOLUMNS ( Until, "@month", cohort_ltv[months_since_first] ) ),
        VAR Month = [@month]
        VAR Here = FILTER ( Used, Month = cohort_ltv[months_since_first] )
        RETURN
            DIVIDE (
                CONVERT ( SUMX ( Here, cohort_ltv[revenue] ), DOUBLE ),
                SUMX ( Here, cohort_ltv[cohort_size] )
            )
    ){factor}
RETURN
    IF ( Reached >= Latest, Total )"""


_MARGIN_DAX = """
    * DIVIDE (
        SUMX ( Used, cohort_ltv[cumulative_margin_per_customer] * cohort_ltv[cohort_size] ),
        CONVERT ( SUMX ( Used, cohort_ltv[cumulative_revenue] ), DOUBLE )
    )"""


def _value_sql(column: str, month: int) -> str:
    # Every month up to it has a row: the youngest cohorts are observed in their first ones.
    return f"max((SELECT max(c.{column}) FROM ltv_curve AS c WHERE c.months_since_first = {month}))"


def _orders_by(month: int) -> Part:
    """The orders of the cohorts that all cohorts are made of, up to a month since the first."""
    sql = f"""
        SELECT o.order_id, o.order_value AS amount
        FROM master_orders AS o
        INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
        INNER JOIN cohort_ltv AS v
            ON strftime(c.first_at, '%Y-%m') = v.cohort_month AND o.order_month = v.order_month
        LEFT JOIN ltv_first_cohort AS f ON v.cohort_month = f.cohort_month AND f.left_out = 1
        WHERE v.complete = 1 AND f.cohort_month IS NULL AND v.months_since_first <= {month}"""
    return Part("Orders of the complete cohorts", "orders", sql)


_SELECTED = Part(
    "Orders of the selected cohorts and months",
    "orders",
    """
    SELECT o.order_id, o.order_value AS amount
    FROM master_orders AS o
    INNER JOIN customer_orders AS c ON o.customer_unique_id = c.customer_unique_id
    INNER JOIN selected AS s
        ON strftime(c.first_at, '%Y-%m') = s.cohort_month AND o.order_month = s.order_month""",
)


def _by_month(month: int) -> Measure:
    when = "in month 0" if month == 0 else f"by month {month}"
    return Measure(
        name=f"Value per Customer {when}",
        folder="Value",
        meaning=f"What a customer has brought {when} since the first order, {_ALL}.",
        unit=_UNIT,
        format="money",
        blank="no complete cohort is observed that long",
        source="cohort_ltv",
        dax=_value_dax(str(month)),
        sql=_value_sql("cumulative_revenue_per_customer", month),
        made_of=MadeOf("shown", (_orders_by(month),)),
    )


_BEST = """
    SELECT customer_unique_id, monetary AS amount
    FROM (
        SELECT
            customer_unique_id,
            monetary,
            row_number() OVER (ORDER BY monetary DESC, customer_unique_id) AS place,
            count(*) OVER () AS customers
        FROM selected
    ) AS placed
    WHERE 10 * (place - 1) < customers"""
# What they are worth, by amounts: who of equal spenders is among them changes no sum, and to put
# millions of customers in order takes a second.
_BEST_AMOUNT = """
    SELECT sum(amount * least(alike, greatest(0, tenth - before)))
    FROM (
        SELECT
            monetary AS amount,
            count(*) AS alike,
            cast(sum(count(*)) OVER (ORDER BY monetary DESC) AS bigint) - count(*) AS before,
            cast(ceil(sum(count(*)) OVER () / 10) AS bigint) AS tenth
        FROM selected
        GROUP BY monetary
    ) AS amounts"""

MEASURES: tuple[Measure, ...] = (
    _by_month(0),
    _by_month(6),
    _by_month(12),
    Measure(
        name="Margin per Customer by month 12",
        folder="Value",
        meaning="Value per Customer by month 12 x the margin (option margin).",
        unit=_UNIT,
        format="money",
        blank="without a margin, or no complete cohort is observed that long",
        source="cohort_ltv",
        dax=_value_dax("12", _MARGIN_DAX),
        sql=_value_sql("cumulative_margin_per_customer", 12),
        made_of=MadeOf("shown", (_orders_by(12),)),
    ),
    Measure(
        name="Payback Month",
        folder="Value",
        meaning="First month since the first order by which the margin of a customer (option "
        "margin) reaches what winning one costs (option cac), over the complete cohorts.",
        unit="months since the first order",
        format="integer",
        blank="without a margin or a cost, or it is not reached within the observed months",
        source="cohort_ltv",
        dax="""
            VAR Told =
                LOOKUPVALUE (
                    publication[value],
                    publication[kind], "total",
                    publication[name], "orders"
                )
            VAR Paid = LOOKUPVALUE ( publication[value], publication[kind], "payback" )
            RETURN
                IF (
                    NOT ( ISBLANK ( Told ) ) && NOT ( ISBLANK ( Paid ) ),
                    IF ( VALUE ( Told ) = COUNTROWS ( ALL ( master_orders ) ), VALUE ( Paid ) )
                )
            """,
        sql="max((SELECT max(p.payback_month) FROM ltv_payback AS p WHERE p.cohort_month IS NULL))",
        dax_knows="It is read of manifest.json, and blank where that is of other CSVs.",
        made_of=MadeOf("shown", (_orders_by(1_000_000),)),
    ),
    Measure(
        name="Value per Customer",
        folder="Value",
        meaning="What a customer has brought by the latest selected month since the first order, "
        f"{_ALL} of cohorts.",
        unit=_UNIT,
        format="money",
        blank="no complete cohort is observed that long",
        source="cohort_ltv",
        dax=_value_dax("MAX ( cohort_ltv[months_since_first] )"),
        sql="""
            max((
                SELECT max(c.cumulative_revenue_per_customer)
                FROM ltv_curve AS c
                WHERE c.months_since_first = (SELECT max(s.months_since_first) FROM selected AS s)
            ))
            """,
        made_of=MadeOf("shown", (_orders_by(1_000_000),)),
    ),
    Measure(
        name="Cohort Value per Customer",
        folder="Value",
        meaning="What a customer of one cohort has brought by one month since the first order: "
        "cumulative revenue / customers of the cohort.",
        unit=_UNIT,
        format="money",
        blank="more than one cohort or month is selected, or it is not observed",
        source="cohort_ltv",
        dax="""
            IF (
                COUNTROWS ( cohort_ltv ) = 1,
                SUM ( cohort_ltv[cumulative_revenue_per_customer] )
            )
            """,
        sql="CASE WHEN count(*) = 1 THEN sum(cumulative_revenue_per_customer) END",
        made_of=MadeOf("shown", (_SELECTED,)),
    ),
    Measure(
        name="Revenue of the Top 10 %",
        folder="Value",
        meaning="Share of the revenue that the tenth of the selected customers who have spent the "
        "most bring, in whole customers.",
        unit="share of revenue",
        format="percent",
        blank="no customer is selected, or their revenue is not above 0",
        source="rfm_customers",
        dax="""
            VAR Whole = SUM ( rfm_customers[monetary] )
            VAR Best =
                TOPN (
                    ROUNDUP ( DIVIDE ( COUNTROWS ( rfm_customers ), 10 ), 0 ),
                    rfm_customers,
                    rfm_customers[monetary], DESC,
                    rfm_customers[customer_unique_id], ASC
                )
            RETURN
                IF (
                    Whole > 0,
                    DIVIDE (
                        CONVERT ( SUMX ( Best, rfm_customers[monetary] ), DOUBLE ),
                        CONVERT ( Whole, DOUBLE )
                    )
                )
            """,
        sql=f"""
            max((SELECT cast(({_BEST_AMOUNT}) AS double)))
            / CASE WHEN sum(monetary) > 0 THEN cast(sum(monetary) AS double) END
            """,
        made_of=ratio(
            Part("What the best tenth is worth", "customers", _BEST),
            Part(
                "What the customers are worth",
                "customers",
                "SELECT customer_unique_id, monetary AS amount FROM selected",
            ),
        ),
    ),
)
