"""Measures of the page Retention & Cohorts: who came back, by orders and by cohorts."""

from __future__ import annotations

from crri_gui.dashboard.measures.made_of import (
    CUSTOMERS,
    REPEATERS,
    REVENUE,
    REVENUE_OF_REPEATERS,
    MadeOf,
    ratio,
    total,
)
from crri_gui.dashboard.measures.measure import Measure, lines
from crri_gui.dashboard.measures.orders import (
    ACTIVE_CUSTOMERS,
    NO_ORDER,
    REPEAT_CUSTOMERS,
    REVENUE_SQL,
)
from crri_gui.dashboard.measures.returns import (
    ACTIVE,
    AGAIN,
    COHORT_MONTHS,
    COMPARABLE,
    LATER_ACTIVE,
    LATER_OBSERVED,
    LATER_RATE,
    NEW_CUSTOMERS,
    NEWCOMERS,
    OBSERVED,
    OF_COHORTS,
    RATES,
    RETURNING,
    rate,
)
from crri_gui.dashboard.measures.usual import (
    STRAY_MONTHS_DAX,
    USUAL_COHORT,
    usual_months,
    usual_months_sql,
)

# One who ordered once is new in that order; of the others, one whose first month is selected.
_NEW = """
    count(CASE WHEN is_repeat_customer = 0 THEN 1 END) + (
        SELECT count(DISTINCT s.customer_unique_id)
        FROM selected AS s
        INNER JOIN customer_orders AS c ON s.customer_unique_id = c.customer_unique_id
        WHERE
            s.is_repeat_customer = 1
            AND c.orders >= 2
            AND s.order_month = strftime(c.first_at, '%Y-%m')
    )"""
MEASURES: tuple[Measure, ...] = (
    Measure(
        name="Repeat Customers",
        folder="Retention",
        meaning="Active customers who have two or more counted orders in the whole analysis "
        "period, in whichever months.",
        unit="customers",
        format="integer",
        blank=NO_ORDER,
        source="master_orders",
        dax="""
            IF (
                NOT ( ISEMPTY ( master_orders ) ),
                CALCULATE (
                    [Active Customers], KEEPFILTERS ( master_orders[is_repeat_customer] = 1 )
                ) + 0
            )
            """,
        sql=f"CASE WHEN sum(orders) > 0 THEN {REPEAT_CUSTOMERS} END",
        grain="cells",
        made_of=total(REPEATERS),
    ),
    Measure(
        name="Repeat Rate",
        folder="Retention",
        meaning="Share of the active customers who have two or more counted orders: Repeat "
        "Customers / Active Customers. It looks ahead, so late months have had less time: compare "
        "months by the rate within a fixed time.",
        unit="share of customers",
        format="percent",
        blank=NO_ORDER,
        source="master_orders",
        dax="DIVIDE ( [Repeat Customers], [Active Customers] )",
        sql=f"cast({REPEAT_CUSTOMERS} AS double) / nullif({ACTIVE_CUSTOMERS}, 0)",
        grain="cells",
        made_of=ratio(REPEATERS, CUSTOMERS),
    ),
    Measure(
        name="Repeat Rate within 3 Months",
        folder="Retention",
        meaning="Share of the customers whose first counted order is selected who ordered again "
        "in the same or the next three calendar months; only first months that were observed that "
        "long, the calendar's last month not counted. So every month is given the same time.",
        unit="share of customers",
        format="percent",
        blank="no first month that was observed that long is selected",
        source="master_orders",
        # Keys are YYYYMM: four months back from January to April is 92 less, three on from
        # October to December 91 more.
        dax="""
            VAR LastKey =
                CALCULATE ( MAX ( monthly_revenue[order_month_key] ), ALL ( monthly_revenue ) )
            VAR Newest = IF ( MOD ( LastKey, 100 ) > 4, LastKey - 4, LastKey - 92 )
            VAR Once =
                CALCULATE (
                    [Active Customers],
                    KEEPFILTERS ( master_orders[is_repeat_customer] = 0 ),
                    KEEPFILTERS ( master_orders[order_month_key] <= Newest )
                ) + 0
            VAR Repeating =
                ADDCOLUMNS (
                    CALCULATETABLE (
                        VALUES ( master_orders[customer_unique_id] ),
                        KEEPFILTERS ( master_orders[is_repeat_customer] = 1 ),
                        KEEPFILTERS ( master_orders[order_month_key] <= Newest )
                    ),
                    "@here", CALCULATE ( MIN ( master_orders[order_month_key] ) ),
                    "@first",
                        CALCULATE (
                            MIN ( master_orders[order_month_key] ),
                            ALLEXCEPT ( master_orders, master_orders[customer_unique_id] )
                        )
                )
            VAR Newcomers = FILTER ( Repeating, [@here] = [@first] )
            VAR Again =
                FILTER (
                    Newcomers,
                    VAR Until = IF ( MOD ( [@first], 100 ) > 9, [@first] + 91, [@first] + 3 )
                    RETURN
                        CALCULATE (
                            COUNTROWS ( master_orders ),
                            ALLEXCEPT ( master_orders, master_orders[customer_unique_id] ),
                            master_orders[order_month_key] <= Until
                        ) >= 2
                )
            RETURN
                DIVIDE ( COUNTROWS ( Again ) + 0, Once + COUNTROWS ( Newcomers ) )
            """,
        sql="""
            max((
                SELECT
                    cast(count(CASE WHEN orders >= 2 THEN 1 END) AS double) / nullif(count(*), 0)
                FROM (
                    SELECT n.customer_unique_id, count(*) AS orders
                    FROM (
                        SELECT s.customer_unique_id, min(s.order_month) AS first_month
                        FROM selected AS s
                        INNER JOIN (
                            SELECT customer_unique_id, min(order_month) AS first_month
                            FROM master_orders
                            GROUP BY customer_unique_id
                        ) AS f ON s.customer_unique_id = f.customer_unique_id
                        WHERE
                            s.order_month = f.first_month
                            AND s.order_month <= (
                                SELECT strftime(
                                    cast(max(order_month) || '-01' AS date) - INTERVAL 4 MONTH,
                                    '%Y-%m'
                                )
                                FROM monthly_revenue
                            )
                        GROUP BY s.customer_unique_id
                    ) AS n
                    INNER JOIN master_orders AS o ON n.customer_unique_id = o.customer_unique_id
                    WHERE o.order_month <= strftime(
                        cast(n.first_month || '-01' AS date) + INTERVAL 3 MONTH, '%Y-%m'
                    )
                    GROUP BY n.customer_unique_id
                ) AS counts
            ))
            """,
        made_of=ratio(AGAIN, NEWCOMERS),
    ),
    Measure(
        name="New Customers",
        folder="Retention",
        meaning="Active customers with a selected order in the month of their first counted order.",
        unit="customers",
        format="integer",
        blank=NO_ORDER,
        source="master_orders",
        dax="""
            IF (
                NOT ( ISEMPTY ( master_orders ) ),
                COUNTROWS (
                    FILTER (
                        FILTER (
                            VALUES ( master_orders[customer_unique_id] ),
                            master_orders[customer_unique_id] <> BLANK ()
                        ),
                        CALCULATE ( MIN ( master_orders[order_month_key] ) )
                            = CALCULATE (
                                MIN ( master_orders[order_month_key] ),
                                ALLEXCEPT ( master_orders, master_orders[customer_unique_id] )
                            )
                    )
                ) + 0
            )
            """,
        sql=f"CASE WHEN count(*) > 0 THEN {_NEW} END",
        made_of=total(NEW_CUSTOMERS),
    ),
    Measure(
        name="Returning Customers",
        folder="Retention",
        meaning="Active customers all of whose selected orders are later than their first month: "
        "Active Customers - New Customers.",
        unit="customers",
        format="integer",
        blank=NO_ORDER,
        source="master_orders",
        dax="[Active Customers] - [New Customers]",
        sql=f"CASE WHEN count(*) > 0 THEN {ACTIVE_CUSTOMERS} - ({_NEW}) END",
        made_of=total(RETURNING),
    ),
    Measure(
        name="Revenue from Repeat Customers %",
        folder="Retention",
        meaning="Share of Total Revenue that comes from customers with two or more counted orders, "
        "their first orders too. Returning Revenue is of the months after their first one alone.",
        unit="share of revenue",
        format="percent",
        blank="the revenue of the selected orders is not above 0",
        source="master_orders",
        dax="""
            VAR Repeated =
                CALCULATE ( [Total Revenue], KEEPFILTERS ( master_orders[is_repeat_customer] = 1 ) )
            RETURN
                IF ( [Total Revenue] > 0, DIVIDE ( Repeated + 0, [Total Revenue] ) )
            """,
        sql=f"""
            CASE WHEN sum(order_value) > 0 THEN
                cast(
                    coalesce(sum(CASE WHEN is_repeat_customer = 1 THEN order_value END), 0)
                    AS double
                ) / {REVENUE_SQL}
            END
            """,
        grain="sums",
        made_of=ratio(REVENUE_OF_REPEATERS, REVENUE),
    ),
    Measure(
        name="Retention Rate",
        folder="Retention",
        meaning="Customers active in the selected cohort months / customers of those cohorts: "
        "each cohort counts by its size. Stray months (under 5 % of the usual orders) after a "
        "cohort's first are left out, unless nothing else is selected.",
        unit="share of customers",
        format="percent",
        blank="no observed cohort month is selected",
        source="cohort_retention",
        dax=lines(
            STRAY_MONTHS_DAX,
            """
            VAR Comparable =
                FILTER (
                    cohort_retention,
                    cohort_retention[order_month] = cohort_retention[cohort_month]
                        || NOT ( cohort_retention[order_month] IN StrayMonths )
                )
            RETURN
                IF (
                    ISEMPTY ( Comparable ),
                    DIVIDE ( SUM ( cohort_retention[active_customers] ),
                        SUM ( cohort_retention[cohort_size] ) ),
                    DIVIDE (
                        SUMX ( Comparable, cohort_retention[active_customers] ),
                        SUMX ( Comparable, cohort_retention[cohort_size] )
                    )
                )
            """,
        ),
        sql=f"coalesce({rate(COMPARABLE)}, {rate('TRUE')})",
        made_of=ratio(ACTIVE, OBSERVED),
    ),
    Measure(
        name="Avg Retention Rate",
        folder="Retention",
        meaning="Mean of retention_rate over the selected cohort months: each cohort counts the "
        "same, a cohort of one customer as much as one of thousands. To judge several cohorts, "
        "take Retention Rate.",
        unit="share of customers",
        format="percent",
        blank="no observed cohort month is selected",
        source="cohort_retention",
        dax="AVERAGE ( cohort_retention[retention_rate] )",
        sql="avg(retention_rate)",
        made_of=ratio(RATES, COHORT_MONTHS),
    ),
    Measure(
        name="Later Retention Rate",
        folder="Retention",
        meaning="Customers active in the selected cohort months after each cohort's first / "
        "customers of those cohorts: each cohort counts by its size. Stray months are left out as "
        "of Retention Rate.",
        unit="share of customers",
        format="percent",
        blank="no observed month after a cohort's first is selected",
        source="cohort_retention",
        dax="""
            CALCULATE (
                [Retention Rate],
                FILTER (
                    cohort_retention,
                    cohort_retention[order_month] <> cohort_retention[cohort_month]
                )
            )
            """,
        sql=LATER_RATE,
        made_of=ratio(LATER_ACTIVE, LATER_OBSERVED),
    ),
    Measure(
        name="Retention Shade",
        folder="Retention",
        meaning="Later Retention Rate, at most six times that of all cohorts taken together: what "
        "the heat map is coloured by, so that one small cohort does not pale all others. Cohorts "
        "and months under 5 % of the usual size (the median) have no colour.",
        unit="share of customers",
        format="percent",
        blank="no observed month after a cohort's first is selected, or the cohort or month is "
        "tiny",
        source="cohort_retention",
        dax=lines(
            """
            VAR Usual =
                CALCULATE (
                    [Retention Rate],
                    FILTER (
                        ALL ( cohort_retention ),
                        cohort_retention[order_month] <> cohort_retention[cohort_month]
                    )
                )
            VAR Firsts =
                FILTER (
                    ALL ( cohort_retention ),
                    cohort_retention[order_month] = cohort_retention[cohort_month]
                )
            VAR UsualSize =
                MINX (
                    TOPN (
                        ROUNDUP ( DIVIDE ( COUNTROWS ( Firsts ), 2 ), 0 ),
                        Firsts,
                        cohort_retention[cohort_size], DESC
                    ),
                    cohort_retention[cohort_size]
                )
            VAR Size = MAX ( cohort_retention[cohort_size] )
            VAR Here = [Later Retention Rate]
            """,
            usual_months("cohort_retention[order_month]"),
            """
            RETURN
                IF (
                    NOT ( ISBLANK ( Here ) ) && Size >= 0.05 * UsualSize && IsUsual,
                    IF ( Here > 6 * Usual, 6 * Usual, Here )
                )
            """,
        ),
        sql=f"""
            CASE
                WHEN
                    count(CASE WHEN order_month <> cohort_month THEN 1 END) > 0
                    AND max(cohort_size) >= 0.05 * {USUAL_COHORT}
                    AND {usual_months_sql("selected")}
                    THEN least({LATER_RATE}, 6 * (
                        SELECT {LATER_RATE}
                        FROM cohort_retention
                    ))
            END
            """,
        made_of=MadeOf("shown", (LATER_ACTIVE, LATER_OBSERVED)),
    ),
    Measure(
        name="Cohort Size",
        folder="Retention",
        meaning="Customers of the selected cohorts, each cohort once.",
        unit="customers",
        format="integer",
        blank="no cohort is selected",
        source="cohort_retention",
        dax="""
            SUMX (
                VALUES ( cohort_retention[cohort_month] ),
                CALCULATE ( MAX ( cohort_retention[cohort_size] ) )
            )
            """,
        sql="""
            max((
                SELECT sum(size)
                FROM (
                    SELECT max(cohort_size) AS size FROM selected GROUP BY cohort_month
                ) AS cohorts
            ))
            """,
        made_of=total(OF_COHORTS),
    ),
)
