"""Good files of an earlier run, and a comparison of others with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from crri_gui.engine.compare.comparison import Comparison, TableChange, compare
from crri_gui.engine.core.run_context import RunContext
from tests.shops import ALWAYS

# Four orders of three customers. January: 100.10 + 50.00 = 150.10; February: 25.15 + 10.00 =
# 35.15; both: 185.25. Ana came back in February: 100.10 + 25.15 = 125.25.
FRESH = {
    "master_orders": """\
order_id,customer_unique_id,order_month,order_value,payment_type,delivery_days,review_score,\
customer_state,is_repeat_customer
o1,ana,2017-01,100.10,credit_card,3.50,5.0,SP,1
o2,ben,2017-01,50.00,boleto,,,RJ,0
o3,ana,2017-02,25.15,voucher,7.25,4.0,SP,1
o4,cyd,2017-02,10.00,boleto,1.00,1.0,,0
""",
    "monthly_revenue": """\
order_month,revenue,orders,customers,aov,mom_growth_pct
2017-01,150.10,2,2,75.05,
2017-02,35.15,2,2,17.575,-76.58227848101266
""",
    "cohort_retention": """\
cohort_month,order_month,active_customers,cohort_size,retention_rate
2017-01,2017-01,2,2,1.0
2017-01,2017-02,1,2,0.5
2017-02,2017-02,1,1,1.0
""",
    "rfm_customers": """\
customer_unique_id,recency,frequency,monetary,RFM_score,segment
ana,5,2,125.25,11,High Value
ben,40,1,50.00,7,Mid Value
cyd,5,1,10.00,6,Low Value
""",
    "ops_metrics": """\
order_month,avg_delivery_days,avg_review_score,late_delivery_rate
2017-01,3.5,5.0,0.0
2017-02,4.125,2.5,0.5
""",
}

# An extension is there without rows.
FRESH |= {
    table.name: ",".join(table.column_names) + "\n" for table in ALWAYS if table.name not in FRESH
}

Files = Mapping[str, str | bytes]


def folder(path: Path, files: Files, manifest: str | None = '{"state": "published"}') -> Path:
    path.mkdir()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{name}.csv").write_bytes(data)
    if manifest is not None:
        (path / "manifest.json").write_text(manifest)
    return path


def against_fresh(tmp_path: Path, published: Files) -> Comparison:
    return compare(
        RunContext(), folder(tmp_path / "out", published), folder(tmp_path / "new", FRESH, None)
    )


def change_of(comparison: Comparison, table: str) -> TableChange:
    return next(change for change in comparison.tables if change.table == table)


def replaced(table: str, old: str, new: str) -> Files:
    """The fresh files with one text replaced in one of them."""
    assert old in FRESH[table]
    return {**FRESH, table: FRESH[table].replace(old, new)}


def totals_of(change: TableChange) -> dict[str, tuple[str | None, str]]:
    return {
        total.name: (None if total.before is None else str(total.before), str(total.after))
        for total in change.totals
    }
