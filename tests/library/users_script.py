"""A script as a user of the library writes it, for the type checker and to be run.

Its types are those that the interface promises; the lines at its end are mistakes that the type
checker must see, or it objects to their `type: ignore`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd

import crri_gui as crri


def script(raw: Path, published: Path) -> tuple[Decimal, str]:
    """From raw files to what is published, and back."""
    shop: crri.Shop = crri.open(raw, late="after_timestamp", extensions=["value"])
    report: crri.Report = shop.check()
    findings: pd.DataFrame = report.findings
    assert report.ok and "severity" in findings
    try:
        results: crri.Results = shop.run()
    except crri.InputRefused as refused:
        rejects: pd.DataFrame = refused.report.rejects
        raise SystemExit(len(rejects)) from refused
    with results:
        frame: pd.DataFrame = results["cohort_retention"].to_pandas(money="cents")
        assert len(frame) == len(results["cohort_retention"])
        html: str = results.cohorts(axis="since_first", metric="retention").style().html
        best: crri.Table = results.customers(segment="High Value")
        few: pd.DataFrame = results.sql("FROM master_orders LIMIT 5").to_pandas()
        assert len(few) == 5 and best.columns[0] == "customer_unique_id"
        done: crri.Publication = results.publish(published, currency_symbol="R$")
        project: crri.PowerBiProject = results.powerbi(done.folder)
        unchanged: bool = results.compare(published).unchanged
        assert unchanged and project.path.exists()
    old: crri.Published = crri.read(published)
    revenue = old.measure("Total Revenue")
    assert isinstance(revenue, Decimal)
    return revenue, html


def mistakes(shop: crri.Shop, results: crri.Results) -> None:
    """What no user should get past the type checker."""
    shop.runn()  # type: ignore[attr-defined]
    results["monthly_revenue"].to_pandas(money="euros")  # type: ignore[arg-type]
    results.cohorts(axis="since_birth")  # type: ignore[arg-type]
    results.publish("published", format="xls")  # type: ignore[arg-type]
    results.publish()  # type: ignore[call-arg]
    crri.opened  # type: ignore[attr-defined]  # noqa: B018
