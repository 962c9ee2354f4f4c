"""Whole runs on a real Spark cluster: the outputs of the embedded engine, byte for byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from crri_gui.contract import EXTENSIONS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.engine.spark.cluster import Cluster
from crri_gui.sample.export import make_export
from tests.conftest import reference
from tests.effort import exhaustive
from tests.engine.ingest.test_forms_matrix import (
    DATES,
    KINDS,
    clean_and_in_forms,
)
from tests.engine.spark.comparing import OTHERWISE, assert_equal, needs_spark, on_spark
from tests.engine.spark.spark_cluster import LocalCluster
from tests.engine.test_invariants import shops
from tests.shops import Shop, publish


@exhaustive
@needs_spark
def test_the_sample_shop(cluster: LocalCluster, sample_shop: Path, tmp_path: Path) -> None:
    here = publish(sample_shop, tmp_path / "here")
    assert_equal(here, publish(sample_shop, tmp_path / "there", on_spark(cluster)))


@exhaustive
@needs_spark
def test_the_extension_tables_of_the_sample_shop(
    cluster: LocalCluster, sample_shop: Path, tmp_path: Path
) -> None:
    asked = {"extensions": frozenset(EXTENSIONS)}
    value = {"margin": 30.0, "cac": "45"}
    here = publish(sample_shop, tmp_path / "here", asked, **value)
    assert here["cohort_ltv"] and here["segment_movement"] and here["order_details"]
    assert_equal(here, publish(sample_shop, tmp_path / "there", asked | on_spark(cluster), **value))


@exhaustive
@needs_spark
def test_the_export_of_another_shop(cluster: LocalCluster, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    make_export(raw, "shopify", orders=300)
    here = publish(raw, tmp_path / "here", guests="each", refunds="net")
    there = publish(raw, tmp_path / "there", on_spark(cluster), guests="each", refunds="net")
    assert_equal(here, there)


@exhaustive
@needs_spark
def test_parquet_of_the_sample_shop(
    cluster: LocalCluster, sample_shop: Path, tmp_path: Path
) -> None:
    request = Request(sample_shop, cluster=Cluster(cluster.url))
    run_and_publish(RunContext(), Request(sample_shop), Target(tmp_path / "parquet", "parquet"))
    run_and_publish(RunContext(), request, Target(tmp_path / "spark", "parquet"))
    for folder in (tmp_path / "parquet").glob("*_*"):
        there = tmp_path / "spark" / folder.name
        made = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert {path.name: path.read_bytes() for path in there.iterdir()} == made, folder.name


@exhaustive
@needs_spark
def test_real_orders_under_other_definitions(cluster: LocalCluster, tmp_path: Path) -> None:
    raw = reference("olist_20k")
    limits = {"max_rejected_money": 1.0}
    here = publish(raw, tmp_path / "here", limits, **OTHERWISE)
    there = publish(raw, tmp_path / "there", limits | on_spark(cluster), **OTHERWISE)
    assert_equal(here, there)


@exhaustive
@needs_spark
@pytest.mark.parametrize(("amount", "date", "ids", "writer"), KINDS)
def test_a_shop_in_any_forms(
    cluster: LocalCluster, tmp_path: Path, amount: str, date: str, ids: str, writer: str
) -> None:
    """As `test_forms_matrix` on DuckDB: the outputs of the clean twin."""
    clean, dirty = clean_and_in_forms(tmp_path, amount, date, ids, writer)
    conventions = DATES[date][1]
    request = on_spark(cluster) | ({"conventions": conventions} if conventions else {})
    here = publish(clean, tmp_path / "here")
    assert publish(dirty, tmp_path / "there", request).bytes() == here.bytes()


@exhaustive
@needs_spark
@given(shop=shops())
@settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_any_shop(cluster: LocalCluster, shop: Shop) -> None:
    with tempfile.TemporaryDirectory() as folder:
        raw = shop.write(Path(folder) / "raw")
        limits = {"max_rejected_money": 1.0}
        try:
            here = publish(raw, Path(folder) / "here", limits)
        except InputRefused as refused:
            with pytest.raises(InputRefused) as there:
                publish(raw, Path(folder) / "there", limits | on_spark(cluster))
            said = [finding.as_dict() for finding in there.value.findings]
            assert said == [finding.as_dict() for finding in refused.findings]
            return
        assert_equal(here, publish(raw, Path(folder) / "there", limits | on_spark(cluster)))
