"""Raw files on another machine: reached through Spark's file systems, read as those of this one.

The other machine is a real FTP server on loopback: of the file systems that Spark brings along, the
one whose server needs no cluster.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from crri_gui.cli.main import main
from crri_gui.engine.compare_run import compare_with_published
from crri_gui.engine.core.run_context import Progress, RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, examine_only, run_and_publish
from crri_gui.engine.spark.cluster import Cluster, connected
from crri_gui.engine.spark.fetch import _File, _refuse_lost, fetched
from crri_gui.errors import Cancelled, ClusterError, CrriError, ExitCode, InputError
from crri_gui.url import without_secrets
from tests.effort import exhaustive
from tests.engine.spark import spark_cluster
from tests.engine.spark.spark_cluster import free_port, kill, listens, until, why_not
from tests.shops import FILES, Published, Shop, publish

_MISSING = why_not() or (
    None if importlib.util.find_spec("pyftpdlib") else "pyftpdlib is not installed"
)
needs_spark = spark_cluster.needs_spark(_MISSING)
MASTER = "local[2]"


class Server:
    """A process that shows one folder to the user `crri`."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.port = free_port()
        program = Path(__file__).with_name("ftp_server.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program), str(self.port), str(folder), *options],
            stderr=subprocess.DEVNULL,
        )
        until(lambda: listens(self.port), "the FTP server listens")

    def url(self, path: str, *, password: str = "secret") -> str:
        return f"ftp://crri:{password}@127.0.0.1:{self.port}/{path}"

    def shown(self, path: str) -> str:
        return f"ftp://127.0.0.1:{self.port}/{path}"

    def close(self) -> None:
        kill(self._process)


@pytest.fixture(scope="module")
def session() -> Iterator[None]:
    """One session for all tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        with connected(RunContext(), Cluster(MASTER), 0):
            yield


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "served").mkdir()
    there = Server(tmp_path / "served")
    yield there
    there.close()


def small_shop() -> Shop:
    shop = Shop()
    for number in range(6):
        shop.add(f"o{number}", f"u{number % 4}", f"2017-0{number + 1}-03", "10.00", score=4)
    return shop


@exhaustive
@needs_spark
def test_a_whole_run(session: None, server: Server, tmp_path: Path) -> None:
    """In folders, packed, with a row that is rejected: as if the folder were here."""
    raw = small_shop().write(server.folder / "raw")
    shop = small_shop()
    shop.order_items = [("o1", 9, "a lot", 0), ("o1", 10, 1, 0)]
    shop.write(tmp_path / "more")
    (raw / "items").mkdir()
    for number, folder in enumerate((raw, tmp_path / "more"), 1):
        (folder / FILES["order_items"]).rename(raw / "items" / f"part [a] %20 {number}.csv")
    (raw / "_SUCCESS").touch()
    (raw / "_temporary").mkdir()
    (raw / "_temporary" / "orders.csv").write_bytes((raw / FILES["orders"]).read_bytes())
    (raw / "notes.txt").write_text("not a table")
    limits = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}
    here = tmp_path / "raw"
    here.mkdir()
    for path in (*raw.glob("*.csv"), *raw.glob("items/*")):
        (here / path.relative_to(raw)).parent.mkdir(exist_ok=True)
        (here / path.relative_to(raw)).write_bytes(path.read_bytes())
    expected = publish(here, tmp_path / "here", limits)
    assert [reject["file"] for reject in expected["rejects"]] == ["items/part [a] %20 2.csv"]

    request = Request(
        Path("nowhere"),
        temp_dir=tmp_path / "temp",
        cluster=Cluster(MASTER, source=server.url("raw")),
        max_rejected_rows=1.0,
        max_rejected_money=1.0,
    )
    (tmp_path / "temp").mkdir()
    run_and_publish(RunContext(), request, Target(tmp_path / "there"))
    manifest = json.loads((tmp_path / "there" / "manifest.json").read_text("utf-8"))
    there = Published(tmp_path / "there", manifest)
    assert there.bytes() == expected.bytes()
    for name in ("inputs", "findings", "fingerprint", "files", "reconciliation"):
        assert there.manifest[name] == expected.manifest[name], name
    assert "secret" not in (tmp_path / "there" / "manifest.json").read_text("utf-8")
    assert not list((tmp_path / "temp").iterdir())


EXPORT = "Beleg;Tag;Wer;Betrag\n1;13.01.2024;ana@x.example;10,00\n2;14.02.2024;;20,00\n"
MAPPING = """[[export]]
columns = ["beleg", "tag", "wer", "betrag"]
title = "kasse"
order = "beleg"
time = "tag"
customer = ["wer:email"]
goods = "betrag"
"""


def export_there(server: Server, **beside: str) -> Path:
    raw = server.folder / "raw"
    raw.mkdir()
    (raw / "kasse.csv").write_text(EXPORT, encoding="utf-8")
    for name, text in beside.items():
        (raw / f"crri.{name}").write_text(text, encoding="utf-8")
    return raw


@needs_spark
def test_the_mapping_beside_the_files_is_found_and_its_key(
    session: None, server: Server, tmp_path: Path
) -> None:
    raw = export_there(server, toml=MAPPING, key="ab" * 32)
    (raw / "deeper").mkdir()
    (raw / "deeper" / "crri.toml").write_text("no mapping", encoding="utf-8")
    with fetched(RunContext(), Cluster(MASTER), server.url("raw"), tmp_path) as (here, shown):
        assert sorted(path.name for path in here.iterdir()) == [
            *("crri.key", "crri.toml", "kasse.csv")
        ]
        found = find(here, shown_as=shown)
        assert found.source is not None and found.source.kept is not None


@exhaustive
@needs_spark
def test_an_export_elsewhere_is_read_by_the_mapping_beside_it(
    session: None, server: Server, tmp_path: Path
) -> None:
    raw = export_there(server, toml=MAPPING)
    request = Request(Path("nowhere"), cluster=Cluster(MASTER, source=server.url("raw")))
    # A key made beside a copy would be lost, and every id with it.
    with pytest.raises(CrriError) as refused:
        run_and_publish(RunContext(), request, Target(tmp_path / "there"))
    assert refused.value.code == "key_not_kept"
    expected = publish(raw, tmp_path / "here")
    assert (raw / "crri.key").is_file()
    run_and_publish(RunContext(), request, Target(tmp_path / "there"))
    manifest = json.loads((tmp_path / "there" / "manifest.json").read_text("utf-8"))
    assert Published(tmp_path / "there", manifest).bytes() == expected.bytes()
    (raw / "crri.toml").write_text("no mapping", encoding="utf-8")
    with pytest.raises(CrriError) as refused:
        run_and_publish(RunContext(), request, Target(tmp_path / "there"))
    assert refused.value.file == f"{server.shown('raw')}/crri.toml"


@exhaustive
@needs_spark
def test_a_comparison(session: None, server: Server, tmp_path: Path) -> None:
    raw = small_shop().write(server.folder / "raw")
    publish(raw, tmp_path / "here")
    request = Request(Path("nowhere"), cluster=Cluster(MASTER, source=server.url("raw")))
    _, comparison = compare_with_published(RunContext(), request, tmp_path / "here")
    assert comparison.unchanged


@needs_spark
def test_a_file_that_is_damaged_is_named_as_it_is_called_there(
    session: None, server: Server
) -> None:
    raw = small_shop().write(server.folder / "raw")
    (raw / FILES["orders"]).write_bytes(b"")
    with pytest.raises(InputError, match="empty") as said:
        examine_only(RunContext(), Request(raw, cluster=Cluster(MASTER, source=server.url("raw/"))))
    assert said.value.file == f"{server.shown('raw')}/{FILES['orders']}"


@needs_spark
@pytest.mark.parametrize(
    ("url", "error", "says"),
    [
        ("{server}/nothing", InputError, "There is no such folder"),
        ("{wrong}", InputError, "may not be read: Login failed"),
        ("{server}/file.csv", InputError, "is a file, not a folder"),
        ("nope://host/raw", ClusterError, "no library for nope://"),
        ("s3a://key:secret@bucket/raw", ClusterError, "no library for s3a://"),
        ("hdfs://127.0.0.1:{port}/raw", InputError, "Connection refused"),
        ("http://127.0.0.1:{port}/raw", InputError, "Spark cannot read it"),
    ],
)
def test_what_cannot_be_reached(
    session: None, server: Server, tmp_path: Path, url: str, error: type[CrriError], says: str
) -> None:
    (server.folder / "file.csv").write_text("a,b\n")
    given = url.format(
        server=server.url("").rstrip("/"),
        wrong=server.url("raw", password="secret2"),
        port=free_port(),
    )
    with (
        pytest.raises(error, match=says) as said,
        fetched(RunContext(), Cluster(MASTER), given, tmp_path),
    ):
        pass
    assert "secret" not in str(said.value)
    assert said.value.file == without_secrets(given).rstrip("/")


@needs_spark
def test_a_table_from_this_machine_beside_those_from_elsewhere(
    session: None, server: Server, tmp_path: Path
) -> None:
    raw = small_shop().write(server.folder / "raw")
    mine = tmp_path / "mine.csv"
    (raw / FILES["orders"]).rename(mine)
    with fetched(RunContext(), Cluster(MASTER), server.url("raw"), tmp_path) as (here, shown):
        found = find(here, {"orders": str(mine)}, shown)
    assert [file.label for file in found.tables["orders"]] == [str(mine)]
    assert found.tables["customers"][0].label == f"{server.shown('raw')}/{FILES['customers']}"


def test_two_names_that_are_one_here(tmp_path: Path) -> None:
    """As in a file system that does not tell capitals: one copy has replaced the other."""
    (tmp_path / "Orders.csv").write_text("a\n")
    (tmp_path / "orders.csv").hardlink_to(tmp_path / "Orders.csv")
    files = [_File(None, PurePosixPath(name), 2, 0) for name in ("Orders.csv", "orders.csv")]
    with pytest.raises(InputError, match=r"takes Orders\.csv and orders\.csv for one") as said:
        _refuse_lost(files, "ftp://host/raw", tmp_path)
    assert said.value.file == "ftp://host/raw/orders.csv"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("s3a://bucket/raw@2024/x", "s3a://bucket/raw@2024/x"),
        ("s3a://KEY:se/cr@et@bucket/raw", "s3a://bucket/raw"),
        ("ftp://u:se@cret@host:21/raw", "ftp://host:21/raw"),
        ("ftp://u:se cret@host/raw", "ftp://host/raw"),
        ("ftp://host:21/raw@2024", "ftp://host:21/raw@2024"),
        ("s3a://bucket/a@b/raw", "s3a://bucket/a@b/raw"),
        ("ftp://me:p@ss@host:21/raw", "ftp://host:21/raw"),
        ("ftp://me@host/raw", "ftp://host/raw"),
        ("s3a://bucket/raw?X-Amz-Signature=abc&x=1", "s3a://bucket/raw"),
        ("https://u:p@host/raw?sig=a%2Fb#c", "https://host/raw"),
        ("https:/u:p@host/raw?sig=a", "https:/host/raw"),
        ("abfss://c@a.dfs.net/raw;key=abc", "abfss://a.dfs.net/raw"),
        ("C:/me@home/raw 50?", "C:/me@home/raw 50?"),
        ("Is it s3a://bucket/raw? It is", "Is it s3a://bucket/raw? It is"),
        ("cannot read ftp://me:x@host/raw, tell a@b", "cannot read ftp://host/raw, tell a@b"),
    ],
)
def test_no_part_of_a_secret_is_shown(url: str, shown: str) -> None:
    """Keys of object stores have slashes in them, and users do not escape them."""
    assert without_secrets(url) == shown


@pytest.mark.parametrize("option", ["--output-dir", "--temp-dir", "--table"])
def test_only_the_raw_folder_may_be_a_url(
    option: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Else the outputs go into a folder of this machine that is called s3a:."""
    monkeypatch.chdir(tmp_path)
    url = "s3a://key:sec/ret@bucket/out"
    arguments = ["run", "--input-dir", "raw", "--output-dir", "out"]
    arguments += [option, f"orders={url}" if option == "--table" else url]
    assert main(arguments) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert option in said and "is a URL" in said
    assert "sec" not in said and "ret" not in said
    assert not list(tmp_path.iterdir())


@needs_spark
def test_a_file_that_grows_while_it_is_copied(
    session: None, server: Server, tmp_path: Path
) -> None:
    raw = small_shop().write(server.folder / "raw")
    (raw / FILES["orders"]).rename(raw / "orders that grows.csv")
    with (
        pytest.raises(InputError, match="changed while it was copied") as said,
        fetched(RunContext(), Cluster(MASTER), server.url("raw"), tmp_path),
    ):
        pass
    assert said.value.file == f"{server.shown('raw')}/orders that grows.csv"


@needs_spark
def test_copying_is_shown_and_can_be_cancelled(session: None, tmp_path: Path) -> None:
    raw = small_shop().write(tmp_path / "served" / "raw")
    (raw / "large.csv").write_bytes(b"a,b\n" * 10_000_000)
    server = Server(tmp_path / "served", "--slow")
    seen: list[str] = []

    def stop(now: Progress) -> None:
        seen.append(now.doing)
        if now.doing.startswith("Copying"):
            run.cancel()

    run = RunContext(stop)
    request = Request(raw, temp_dir=tmp_path, cluster=Cluster(MASTER, source=server.url("raw")))
    try:
        with pytest.raises(Cancelled):
            examine_only(run, request)
    finally:
        server.close()
    assert seen[-1].startswith("Copying 0 of 40 MB from ftp://127.0.0.1:")


@pytest.mark.parametrize("command", ["run", "check", "compare"])
def test_a_url_needs_spark(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command, "--input-dir", "s3a://key:secret@bucket/raw"]
    if command != "check":
        arguments += ["--output-dir", str(tmp_path)]
    assert main(arguments) == ExitCode.USAGE
    said = capsys.readouterr().err
    assert "s3a://bucket/raw is not a folder on this machine" in said
    assert "--engine spark" in said
