"""Whole runs on a real Spark cluster: the outputs of the embedded engine, byte for byte."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from sqlglot import exp, parse_one

from crri_gui.cli.main import main
from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import Definitions, with_values
from crri_gui.engine import pipeline
from crri_gui.engine.core.database import Database, DuckDB
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.ingest.fingerprint import countable, fingerprint
from crri_gui.engine.ingest.load import load
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.engine.spark import cluster as session
from crri_gui.engine.spark import stage
from crri_gui.engine.spark.cluster import Cluster, connected
from crri_gui.engine.spark.connection import Spark
from crri_gui.errors import Cancelled, ClusterError, ExitCode, InputError
from crri_gui.sample.export import make_export
from tests.conftest import reference
from tests.effort import exhaustive
from tests.engine.ingest.test_forms_matrix import (
    DATES,
    KINDS,
    clean_and_in_forms,
)
from tests.engine.spark import spark_cluster
from tests.engine.spark.spark_cluster import LocalCluster, free_port, kill, why_not
from tests.engine.test_invariants import shops
from tests.shops import Published, Shop, publish, shop_of_everything

needs_spark = spark_cluster.needs_spark(why_not())
# What differs from run to run on one engine too.
_OF_THE_RUN = ("created", "timings_seconds", "peak_memory_bytes")
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


@pytest.fixture(scope="module")
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


def on_spark(cluster: LocalCluster) -> dict[str, Any]:
    return {"cluster": Cluster(cluster.url)}


def assert_equal(here: Published, there: Published) -> None:
    assert there.bytes() == here.bytes()
    for name, said in here.manifest.items():
        if name not in _OF_THE_RUN:
            assert there.manifest[name] == said, name


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


class Both(Database):
    """A connection to both engines: every statement runs on both, and must say the same."""

    is_small = True

    def __init__(self, here: DuckDB, there: Spark, seen: list[str]) -> None:
        super().__init__(here.run)
        self.here, self.there, self.seen = here, there, seen

    @contextmanager
    def cursor(self) -> Iterator[Both]:
        with self.here.cursor() as own:
            yield Both(own, self.there, self.seen)

    def give(self, table: str) -> None:
        """The outputs are where they are wanted already."""

    def executemany(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self.here.executemany(sql, rows)
        self.there.executemany(sql, rows)
        self._compare_table(sql)

    def execute(self, sql: str, parameters: Any = None) -> Any:
        here, there = self.here.execute(sql, parameters), self.there.execute(sql, parameters)
        self.seen.append(sql)
        if isinstance(parse_one(sql, read="duckdb"), exp.Query):
            rows = here.fetchall()
            assert same(rows) == same(there.fetchall()), sql
            return self.there.execute(sql, parameters) if " ORDER BY " in sql else _Rows(rows)
        self._compare_table(sql)
        return here

    def _compare_table(self, sql: str) -> None:
        tree = parse_one(sql, read="duckdb")
        if isinstance(tree, exp.Drop):
            return
        table = next(tree.find_all(exp.Table)).name
        columns = [row[0] for row in self.here.execute(f"DESCRIBE {table}").fetchall()]
        names = ", ".join(f'"{column}"' for column in columns)
        query = f"SELECT {names} FROM {table}"
        here, there = self.here.execute(query).fetchall(), self.there.execute(query).fetchall()
        assert same(here) == same(there), sql


class _Rows:
    def __init__(self, rows: list[tuple[Any, ...]]) -> None:
        self._rows = rows

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._rows

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows[0] if self._rows else None


def same(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows in an order of their own, with numbers by their value."""
    return sorted(repr([_plain(value) for value in row]) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        value = value.normalize()
        return int(value) if value == value.to_integral_value() else value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def shop_of_more() -> Shop:
    """With every fault there is, and the cases that the statements tell apart."""
    shop = shop_of_everything()
    shop.orders.append(("fraction", "c-o001", "delivered", "2017-05-01 10:00:00.75", "", ""))
    shop.add("quick", "u1", "2017-06-01 10:00:00.900", "3.00", delivered="2017-06-02 10:00:00.800")
    shop.add("late", "u2", "2017-07-01", "3.00", delivered="2017-07-09", estimated="2017-07-08")
    shop.add("two", "u2", "2017-07-31", "3.10", paid=[("boleto", "1.50"), ("voucher", "1.60")])
    shop.add("again", "u9", "2017-08-01", "1.00", score=3, status="it's \\ odd")
    shop.order_reviews += [
        ("r1", "again", 5, "2017-08-09 10:00:00"),
        ("r2", "again", 1, "2017-08-09 10:00:00"),
        ("r3", "quick", 2, ""),
        ("r4", "not there", 2, "2017-08-09 10:00:00"),
    ]
    shop.order_payments.append(("o003", 1, "credit_card", "11.00"))
    shop.orders.append(("statusless", "c-o002", "", "2017-05-01 10:00:00", "", ""))
    shop.orders.append(("bad time", "c-o002", "delivered", "no time", "", ""))
    shop.order_items.append(("bad time", 1, "4.00", 0))
    shop.order_items.append(("o004", 1, "12.00", 0))
    return shop


@exhaustive
@needs_spark
@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"window": "2017-03..2017-08", "order_value": "items_freight"}, id="usual"),
        pytest.param(OTHERWISE | {"late": "after_days", "snapshot": "2017-12-01"}, id="otherwise"),
    ],
)
def test_every_statement_says_the_same_on_both(
    cluster: LocalCluster, tmp_path: Path, options: dict[str, Any]
) -> None:
    raw = shop_of_more().write(tmp_path / "raw")
    request = Request(raw, with_values(Definitions(), options, "test"))
    run = RunContext()
    here, copy = DuckDB(run, duckdb.connect()), DuckDB(run, duckdb.connect())
    found = find(raw, {})
    loaded = load(here, found.folder, found.used, tmp_path, request.conventions)
    load(copy, found.folder, found.used, tmp_path, request.conventions)
    taken = {file.label: fingerprint(run, file.path, *countable(file)) for file in found.used_files}
    seen: list[str] = []
    with stage.computing(Cluster(cluster.url), copy, tmp_path) as there:
        both = Both(here, there, seen)
        pipeline._check_and_compute(request, here, both, found, loaded, [], None, [], taken, {})
    assert sum(sql.startswith(("CREATE TABLE", "SELECT")) for sql in seen) > 60


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


@pytest.mark.parametrize(
    "greeting", [b"SSH-2.0-Server\r\n", b"HTTP/1.1 400 Bad Request\r\n", b"", None]
)
def test_another_program_on_the_port_is_told_before_spark_is_started(
    greeting: bytes | None,
    sample_shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if (reason := why_not()) is not None:
        pytest.skip(reason)
    # Who says nothing at all is not waited for as long here.
    monkeypatch.setattr(session, "CONNECT_SECONDS", 0.5)
    heard = []

    def answer(server: socket.socket) -> None:
        # Until there is no server any more; a client that has read enough hangs up.
        with suppress(OSError):
            while True:
                client, _ = server.accept()
                with client, suppress(ConnectionError):
                    if greeting is None:  # as who expects something else from the first byte on
                        heard.append(client.recv(100))
                        continue
                    client.sendall(greeting)
                    while data := client.recv(100):
                        heard.append(data)

    with socket.create_server(("127.0.0.1", 0)) as server:
        other = threading.Thread(target=answer, args=[server])
        other.start()
        url = f"spark://127.0.0.1:{server.getsockname()[1]}"
        target = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
        code = main(["run", *target, "--engine", "spark", "--master", url])
        server.shutdown(socket.SHUT_RDWR)
        other.join()
    assert heard, "somebody was asked"
    assert code == ExitCode.CLUSTER
    said = capsys.readouterr().err
    assert f"Something answers at {url}, but it is not a Spark master." in said
    assert "Java" not in said and not list((tmp_path / "out").glob("*.csv"))


def test_no_java(
    sample_shop: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    target = ["--input-dir", str(sample_shop), "--output-dir", str(tmp_path / "out")]
    code = main(["run", *target, "--engine", "spark", "--master", "local[1]"])
    said = capsys.readouterr().err
    assert code == ExitCode.CLUSTER
    assert "openjdk" in said or "pip install --editable '.[spark]'" in said


@pytest.mark.parametrize(
    "options",
    [
        ["--engine", "spark"],
        ["--master", "spark://somewhere:7077"],
        ["--stage-dir", "somewhere"],
    ],
)
def test_options_that_do_not_go_together(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = ["--input-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    assert main(["run", *target, *options]) == ExitCode.USAGE
    assert "--engine spark" in capsys.readouterr().err


@pytest.mark.parametrize("master", ["http://somewhere:8080", "somewhere:7077", "spark://somewhere"])
def test_what_is_no_masters_url_is_told_before_anything_starts(
    master: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = ["--input-dir", str(tmp_path), "--output-dir", str(tmp_path / "out")]
    assert main(["run", *target, "--engine", "spark", "--master", master]) == ExitCode.USAGE
    assert f"{master} is not the URL of a Spark master" in capsys.readouterr().err
