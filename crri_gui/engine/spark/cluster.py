"""A connection to a Spark cluster, watched while it is used."""

from __future__ import annotations

import atexit
import importlib.util
import os
import shutil
import socket
import struct
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from crri_gui.engine.core.run_context import RunContext
from crri_gui.errors import Cancelled, ClusterError, UsageError

T = TypeVar("T")

CONNECT_SECONDS = 10.0
"""How long a master may take to answer before it counts as not there."""
WORKERS_SECONDS = 60.0
"""How long a run waits for a worker, at the start and after the last one was lost."""
# A question of Spark's protocol (network-common, StreamRequest) for a file that nobody offers:
# length of the frame, type, length of the name, name.
_NO_FILE = b"/files/crri"
_PROBE = struct.pack(">QBI", 13 + len(_NO_FILE), 6, len(_NO_FILE)) + _NO_FILE
_TLS_ALERT = b"\x15"
_LOST_AFTER = 3  # checks in a row, one a second, that the master does not answer
_POLL_SECONDS = 0.1
_INSTALL = "Install the extra, in the sources of CRRI: python -m pip install --editable '.[spark]'."
# What decides about numbers is set, whatever the cluster's own settings say.
_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.caseSensitive": "false",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.storeAssignmentPolicy": "ANSI",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "true",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.sources.default": "parquet",
    "spark.sql.parquet.compression.codec": "snappy",
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.files.ignoreCorruptFiles": "false",
}
# Clusters of other kinds, whose addresses only Spark knows.
_OTHER_MASTERS = ("local", "yarn", "k8s://")
_PARTITION_BYTES = 64 << 20
_LOG4J = """rootLogger.level = info
rootLogger.appenderRef.file.ref = file
appender.file.type = File
appender.file.name = file
appender.file.fileName = {log}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d %p %c{{1}}: %m%n%ex
"""


@dataclass(frozen=True)
class Cluster:
    """Where the statements run: a Spark master's URL.

    `stage_dir` is a folder that this machine and all workers see under the same path; None
    for the temporary folder, which suffices when they are on this machine. `source` is the URL
    of the raw folder where only Spark's file systems lead; None for one of this machine.
    """

    master: str
    stage_dir: Path | None = None
    source: str | None = None


@dataclass
class Watched:
    """A session, and what has become of its cluster."""

    spark: Any
    log: Path
    master: str
    lost: str = ""
    _over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        """Look after master and workers every second, until `leave`; cancels when they are gone."""
        silent, without_workers = 0, 0.0
        local = self.master.startswith("local")
        while not self._over.wait(1.0):
            silent = 0 if answers(self.master, 2.0) else silent + 1
            if silent >= _LOST_AFTER:
                self._give_up(self._no_master())
                return
            without_workers = 0.0 if local or workers(self.spark) else without_workers + 1.0
            if without_workers >= WORKERS_SECONDS:
                self._give_up("Spark has no worker left to compute on.")
                return

    def leave(self) -> None:
        """End the watch."""
        self._over.set()

    def ask(self) -> str:
        """Why the cluster is lost, asked after a failure; empty if it is there."""
        if not self.lost and not answers(self.master, 2.0):
            self.lost = self._no_master()
        return self.lost

    def _no_master(self) -> str:
        return f"The Spark master {self.master} does not answer any more."

    def _give_up(self, why: str) -> None:
        self.lost = why
        # The driver may be gone as well: then its statement has ended already.
        with suppress(Exception):
            self.spark.sparkContext.cancelAllJobs()


def require() -> None:
    """Raise `ClusterError` where Spark cannot be used at all, before anything is read."""
    missing = [name for name in ("pyspark", "sqlglot") if importlib.util.find_spec(name) is None]
    if missing:
        raise ClusterError(f"{' and '.join(missing)} is not installed.", remedy=_INSTALL)
    home = os.environ.get("JAVA_HOME")
    if not shutil.which("java", path=str(Path(home) / "bin") if home else None):
        raise ClusterError(
            "Spark needs Java, which is not there" + (f" (JAVA_HOME is {home})." if home else "."),
            remedy="Install Java 17, on Debian: sudo apt-get install openjdk-17-jre-headless; "
            "or set JAVA_HOME to it.",
        )


def hosts(master: str) -> list[tuple[str, int]]:
    """Hosts and ports of a standalone master's URL; none for other kinds of clusters."""
    if master.startswith(_OTHER_MASTERS):
        return []
    found = []
    for part in master.removeprefix("spark://").split(","):
        host, colon, port = part.rpartition(":")
        if not master.startswith("spark://") or not colon or not host or not port.isdecimal():
            raise UsageError(
                f"{master} is not the URL of a Spark master.",
                remedy="Write for example --master spark://host:7077.",
            )
        found.append((host, int(port)))
    return found


def answers(master: str, seconds: float) -> bool:
    """Whether a standalone master can be reached; other kinds are left to Spark."""
    addresses = hosts(master)
    return not addresses or _own_address(addresses, seconds) is not None


def _own_address(addresses: list[tuple[str, int]], seconds: float) -> str | None:
    """This machine's address as the master sees it; None when no master answers."""
    for address in addresses:
        try:
            with socket.create_connection(address, seconds) as tried:
                return str(tried.getsockname()[0])
        except OSError:
            continue
    return None


def workers(spark: Any) -> int:
    """How many executors there are now; the driver is not one of them."""
    return int(spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size()) - 1


def reach(cluster: Cluster) -> str | None:
    """Ask for all a run needs before it reads; this machine's address as the master sees it.

    None where there is no standalone master. Raises `ClusterError`.
    """
    require()
    addresses = hosts(cluster.master)
    somebody_else = False
    for address in addresses:
        with suppress(OSError), socket.create_connection(address, CONNECT_SECONDS) as tried:
            if _may_be_spark(tried, address):
                return str(tried.getsockname()[0])
            somebody_else = True
    if somebody_else:
        raise ClusterError(
            f"Something answers at {cluster.master}, but it is no Spark master.",
            remedy="Correct the port: the web page of a master shows its URL, mostly with port "
            "7077; the page itself has another port.",
        )
    if addresses:
        raise ClusterError(
            f"The Spark master {cluster.master} cannot be reached.",
            remedy="Check that it runs and that no firewall is between (the web page of a "
            "master shows its URL).",
        )
    return None


def _may_be_spark(connection: socket.socket, address: tuple[str, int]) -> bool:
    """Whether who is there answers as Spark does, or wants TLS, behind which Spark may be."""
    connection.settimeout(CONNECT_SECONDS)
    try:
        connection.sendall(_PROBE)
        answer = connection.recv(1)
    except TimeoutError:
        return False
    except ConnectionError:
        answer = b""
    if answer in (b"", _TLS_ALERT):
        return _wants_tls(address)
    # An answer begins with its length in eight bytes, the first of them zero.
    return answer == b"\0"


def _wants_tls(address: tuple[str, int]) -> bool:
    """Whether who is there takes part in a handshake; whom to trust is Spark's own matter."""
    import ssl  # takes time, and is of use here alone

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection(address, CONNECT_SECONDS) as tried,
            context.wrap_socket(tried),
        ):
            return True
    except ssl.SSLError as error:
        return "ALERT" in (error.reason or "")
    except OSError:
        return False


@contextmanager
def connected(run: RunContext, cluster: Cluster, data_bytes: int) -> Iterator[Watched]:
    """A session on the cluster; one that this process has open there already is shared.

    `data_bytes` decide into how many parts the rows are divided. Raises `ClusterError` when
    the cluster cannot be reached or gives no worker, `Cancelled` while it waits.
    """
    own = reach(cluster)
    spark, log, shared = _session(run, cluster.master, own)
    watched = Watched(spark, log, cluster.master)
    try:
        _wait_for_workers(run, spark, cluster.master)
        for name, value in _SETTINGS.items():
            spark.conf.set(name, value)
        parts = max(int(spark.sparkContext.defaultParallelism), data_bytes // _PARTITION_BYTES, 2)
        spark.conf.set("spark.sql.shuffle.partitions", str(parts))
        watch = threading.Thread(target=watched.watch, name="crri-watch", daemon=True)
        watch.start()
        try:
            yield watched
        except ClusterError:
            _named_to_the_user.set()
            raise
        finally:
            watched.leave()
            watch.join()
    finally:
        if not shared:
            spark.stop()


def _session(run: RunContext, master: str, own: str | None) -> tuple[Any, Path, bool]:
    """Session, log file, and whether it was there before."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    there = SparkContext._active_spark_context
    if there is not None:
        if there.master != master:
            raise ClusterError(
                f"This process is connected to {there.master} already.",
                remedy="Stop that session first, or start another process.",
            )
        return SparkSession.builder.getOrCreate(), _log_file(), True

    def start() -> Any:
        spark = _start(run, master, own)
        if run.cancelled:
            spark.stop()
        return spark

    try:
        # Left alone in the middle, Java would live on, and the folder by which it is found.
        return awaited(run, [start], daemon=False)[0], _log_file(), False
    except Cancelled:
        raise
    except Exception as error:
        SparkContext._active_spark_context = None
        _named_to_the_user.set()
        if hosts(master):
            raise ClusterError(
                f"The Spark master {master} did not let this program connect.",
                remedy="Check that this is a master's port and that its version is Spark 4.0; "
                f"the log is {_log_file()}.",
            ) from error
        raise ClusterError(
            f"Spark could not be started: {str(error).splitlines()[0]}",
            remedy=f"Look into its log, {_log_file()}.",
        ) from error


def awaited(
    run: RunContext,
    works: Sequence[Callable[[], T]],
    report: Callable[[], None] = lambda: None,
    *,
    daemon: bool = True,
) -> list[T]:
    """What the works return, side by side; they cannot be interrupted.

    Nobody who cancels waits for their end, but without `daemon` the process does not end
    before. `report` is called meanwhile. Raises `Cancelled`, and the first failure of a work.
    """

    def do(work: Callable[[], T], future: Future[T]) -> None:
        try:
            future.set_result(work())
        # It is raised again where somebody waits for it.
        except BaseException as error:  # noqa: BLE001
            future.set_exception(error)

    futures: list[Future[T]] = [Future() for _ in works]
    for pair in zip(works, futures, strict=True):
        threading.Thread(target=do, args=pair, name="crri-spark", daemon=daemon).start()
    while waiting := [future for future in futures if not future.done()]:
        run.checkpoint()
        report()
        wait(waiting, _POLL_SECONDS, FIRST_EXCEPTION)
        if failed := [one for one in futures if one.done() and one.exception()]:
            failed[0].result()
    return [future.result() for future in futures]


def _start(run: RunContext, master: str, own: str | None) -> Any:
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.logger import PySparkLogger
    from pyspark.sql import SparkSession

    # They write a statement's failure to stderr as JSON; the engine says it in words.
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        PySparkLogger.getLogger(name).disabled = True
    conf = SparkConf().setMaster(master).setAppName("crri")
    conf.set("spark.ui.enabled", "false").set("spark.ui.showConsoleProgress", "false")
    if own is not None:
        conf.set("spark.driver.host", own)
    log = _log_file()
    # Spark makes this folder where the program was started, although no table goes there.
    conf.set("spark.sql.warehouse.dir", (log.parent / "warehouse").as_uri())
    settings = log.with_name("log4j2.properties")
    settings.write_text(_LOG4J.format(log=log.as_posix()), "utf-8")
    conf.set("spark.driver.extraJavaOptions", f"-Dlog4j2.configurationFile={settings.as_uri()}")
    if SparkContext._gateway is not None:
        return SparkSession(SparkContext(conf=conf))
    with log.open("ab") as noise:
        run.checkpoint()
        gateway = launch_gateway(conf, {"stdout": noise, "stderr": noise})
    # Java that nobody uses ends with this process.
    run.checkpoint()
    return SparkSession(SparkContext(gateway=gateway, conf=conf))


_logs: list[Path] = []
_named_to_the_user = threading.Event()


def _log_file() -> Path:
    """Spark's log of this process: removed at its end, unless there was a failure to look at."""
    if not _logs:
        _logs.append(Path(tempfile.mkdtemp(prefix="crri-spark-")) / "spark.log")
        atexit.register(_remove_log, _logs[0].parent)
    return _logs[0]


def _remove_log(folder: Path) -> None:
    if not _named_to_the_user.is_set():
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for_workers(run: RunContext, spark: Any, master: str) -> None:
    if master.startswith("local"):
        return
    ends = time.monotonic() + WORKERS_SECONDS
    while not workers(spark):
        run.checkpoint()
        if time.monotonic() > ends:
            raise ClusterError(
                f"The Spark master {master} gives no worker within {WORKERS_SECONDS:.0f} seconds.",
                remedy="Start workers, or wait until those that there are have memory and "
                "processors left.",
            )
        time.sleep(_POLL_SECONDS)
