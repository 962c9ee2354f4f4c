"""Workers and masters that are killed, missing, or do not share a folder; a run that ends early."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.engine.spark.cluster import Cluster
from crri_gui.errors import Cancelled, ClusterError, ExitCode, InputError
from tests.effort import exhaustive
from tests.engine.spark.comparing import assert_equal, needs_spark, on_spark
from tests.engine.spark.spark_cluster import LocalCluster, free_port, kill
from tests.shops import Published, Shop, publish


@exhaustive
@needs_spark
def test_a_worker_that_is_killed_changes_nothing(
    cluster: LocalCluster, sample_shop: Path, tmp_path: Path
) -> None:
    here = publish(sample_shop, tmp_path / "here")
    killed: list[bool] = []

    def kill_one(now: Progress) -> None:
        if now.stage == "compute" and not killed:
            killed.append(True)
            kill(cluster.workers[0])

    request = Request(sample_shop, cluster=Cluster(cluster.url))
    run_and_publish(RunContext(kill_one), request, Target(tmp_path / "there"))
    cluster.add_worker()
    assert killed
    manifest = json.loads((tmp_path / "there" / "manifest.json").read_text("utf-8"))
    assert_equal(here, Published(tmp_path / "there", manifest))


@exhaustive
@needs_spark
def test_a_run_that_is_cancelled_leaves_nothing(
    cluster: LocalCluster, sample_shop: Path, tmp_path: Path
) -> None:
    staged = tmp_path / "it's [st]aged, 100%20 é"
    staged.mkdir()

    def cancel(now: Progress) -> None:
        if now.stage == "compute":
            run.cancel()

    run = RunContext(cancel)
    request = Request(sample_shop, cluster=Cluster(cluster.url, staged))
    with pytest.raises(Cancelled):
        run_and_publish(run, request, Target(tmp_path / "out"))
    assert not list(staged.iterdir())
    assert not list((tmp_path / "out").glob("*.csv"))


@exhaustive
@needs_spark
def test_sums_beyond_an_amount_are_refused_as_ever(
    cluster: LocalCluster, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shop = Shop()
    for number in range(200):
        shop.add(f"o{number}", "u", "2017-03-04", "99999999999999.99")
    raw = shop.write(tmp_path / "raw")
    said = []
    for where in ({}, on_spark(cluster)):
        with pytest.raises(InputError, match="too large") as refused:
            publish(raw, tmp_path / "out", where)
        said.append((refused.value.column, refused.value.remedy))
    assert said[0] == said[1]
    assert capfd.readouterr().err == ""


@exhaustive
@needs_spark
def test_a_master_that_is_killed_ends_the_run_and_leaves_what_is_published(
    cluster: LocalCluster, sample_shop: Path, tmp_path: Path
) -> None:
    """The last test of this file: the cluster is gone after it."""
    before = publish(sample_shop, tmp_path / "out").bytes()
    staged = tmp_path / "staged"
    staged.mkdir()

    def kill_master(now: Progress) -> None:
        if now.stage == "compute":
            kill(cluster.master)

    request = Request(sample_shop, cluster=Cluster(cluster.url, staged))
    with pytest.raises(ClusterError, match="does not answer any more"):
        run_and_publish(RunContext(kill_master), request, Target(tmp_path / "out"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.csv")} == before
    assert not list(staged.iterdir())


def may_hide_folders() -> bool:
    """Whether a process may be given a view of its own of the folders."""
    tried = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return (
        bool(shutil.which("unshare")) and subprocess.run(tried, capture_output=True).returncode == 0
    )


@exhaustive
@needs_spark
@pytest.mark.skipif(not may_hide_folders(), reason="mounts need Linux and root")
@pytest.mark.parametrize("way", ["an empty folder", "what was there at the start"])
def test_a_staging_folder_that_the_workers_do_not_share(
    sample_shop: Path, tmp_path: Path, way: str
) -> None:
    """Spark takes what a worker writes to a folder of its own for written."""
    staged = tmp_path / "staged"
    staged.mkdir()
    # Either the worker sees nothing of what was staged, or all of it and what it writes is lost.
    hidden = f"mount -t tmpfs none '{staged}'"
    if way != "an empty folder":
        (tmp_path / "upper").mkdir()
        layers = f"lowerdir={staged},upperdir=/mnt/upper,workdir=/mnt/work"
        hidden = (
            "mount -t tmpfs none /mnt && mkdir /mnt/upper /mnt/work && "
            f"mount -t overlay overlay -o '{layers}' '{staged}'"
        )
    cluster = LocalCluster(tmp_path, workers=0)
    try:
        cluster.add_worker("unshare", "--mount", "sh", "-c", f'{hidden} && exec "$@"', "sh")
        command = [sys.executable, "-m", "crri_gui", "run", "--quiet", "--engine", "spark"]
        command += ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
        command += ["--master", cluster.url, "--stage-dir", str(staged)]
        done = subprocess.run(command, capture_output=True, text=True)
    finally:
        cluster.stop()
    assert done.returncode == ExitCode.CLUSTER, done.stderr
    assert "this machine and all workers see under the same path" in done.stderr
    assert ("cannot read" if way == "an empty folder" else "of which 0 are in") in done.stderr
    assert not list((tmp_path / "out").glob("*.csv"))


def test_no_master_at_all(
    sample_shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"spark://127.0.0.1:{free_port()}"
    target = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
    code = main(["run", *target, "--engine", "spark", "--master", url])
    said = capsys.readouterr().err
    assert code == ExitCode.CLUSTER
    assert "cannot be reached" in said or "not installed" in said or "needs Java" in said
    assert not list((tmp_path / "out").glob("*.csv"))
