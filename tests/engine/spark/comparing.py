"""What a run on the cluster has to be equal in."""

from __future__ import annotations

from typing import Any

from crri_gui.engine.spark.cluster import Cluster
from tests.engine.spark import spark_cluster
from tests.engine.spark.spark_cluster import LocalCluster, why_not
from tests.shops import Published

needs_spark = spark_cluster.needs_spark(why_not())
# What differs from run to run on one engine too.
_OF_THE_RUN = ("created", "timings_seconds", "peak_memory_bytes")


def on_spark(cluster: LocalCluster) -> dict[str, Any]:
    return {"cluster": Cluster(cluster.url)}


def assert_equal(here: Published, there: Published) -> None:
    assert there.bytes() == here.bytes()
    for name, said in here.manifest.items():
        if name not in _OF_THE_RUN:
            assert there.manifest[name] == said, name


OTHERWISE: dict[str, Any] = {
    "order_value": "payments",
    "statuses": "all",
    "delivery_days": "fractional",
    "review_blank": "median",
    "late": "after_timestamp",
    "late_over": "all",
    "snapshot": "last_order",
    "frequency_score": "first_come",
    "value_score": "quartiles",
}
