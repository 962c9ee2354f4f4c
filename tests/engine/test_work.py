"""The engine's work on the sample shop, counted: a doubled scan or join is seen in review."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.benchmarks.work import Work, work_of

# Made by `python tests/benchmarks/work.py`, whose figures a change of statements may change: then
# they are renewed here, and the message of the commit says why they have grown.
EXPECTED = {
    "read": Work(43, 348_895, 9_980_904),
    "check": Work(25, 81_038, 1_144_856),
    "compute": Work(34, 276_787, 13_134_833),
    "reconcile": Work(36, 117_887, 2_943_828),
    "write": Work(6, 18_977, 1_794_443),
    "verify": Work(22, 21_308, 1_382_070),
}
PLANNED_BY = "2.0"


@pytest.mark.skipif(
    not duckdb.__version__.startswith(PLANNED_BY), reason=f"plans are those of DuckDB {PLANNED_BY}"
)
def test_a_run_does_no_more_than_it_did(sample_shop: Path, tmp_path: Path) -> None:
    found = work_of(sample_shop, tmp_path / "out")
    assert {stage: (work.statements, work.rows) for stage, work in found.items()} == {
        stage: (work.statements, work.rows) for stage, work in EXPECTED.items()
    }
    # The sizes of hash tables depend a little on which of two statements was done first.
    for stage, work in EXPECTED.items():
        assert found[stage].bytes == pytest.approx(work.bytes, rel=0.15), stage
