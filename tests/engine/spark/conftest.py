"""A real cluster on this machine, and one session on it, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.spark.cluster import Cluster, connected
from tests.engine.spark.spark_cluster import LocalCluster


@pytest.fixture(scope="package")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """One cluster, and one session on it, for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        # Small runs end before the second compiler has paid for itself.
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        started = LocalCluster(tmp_path_factory.mktemp("cluster"))
        try:
            with connected(RunContext(), Cluster(started.url), 0):
                yield started
        finally:
            started.stop()
