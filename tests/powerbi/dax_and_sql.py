"""Published tables, asked by DAX and by SQL under the same filters.

DAX is computed by the engine of pbix-mcp, which evaluates it without Power BI.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from crri_gui.contract import EXTENSIONS
from tests.powerbi.filter_contexts import CONTEXTS, DETAILED
from tests.powerbi.measures_in_sql import SQL

pytest.importorskip(
    "pbix_mcp.dax.engine", reason="the independent DAX engine is missing: pip install pbix-mcp"
)

from build_scripts.dax_model import DaxModel


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
