"""Standard output and error closed, full or without a reader; signals from the very start; paths.

Real processes, because what matters is what is left when one has ended.
"""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.errors import ExitCode
from tests.effort import one_in, pairs, some, tries
from tests.shops import ALWAYS, FILES, Shop

pytestmark = pytest.mark.long

if sys.platform == "win32":
    pytest.skip("shells, devices and signals of Unix", allow_module_level=True)

CRRI = shlex.join([sys.executable, "-m", "crri_gui"])
Captured = pytest.CaptureFixture[str]
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    shop = Shop().add("o1", "u1", "2020-01-05", 10).add("o2", "u1", "2020-02-05", 20, score=5)
    return shop.add("o3", "u2", "2020-02-28", 40).write(tmp_path / "raw")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """A command line of bash; its exit code is that of the first program in it."""
    whole = f"{command}; exit ${{PIPESTATUS[0]}}"
    return subprocess.run(["bash", "-c", whole], capture_output=True, text=True, check=False)


def run_of(raw: Path, out: Path, *options: str) -> str:
    return f"{CRRI} run --input-dir {raw} --output-dir {out} {shlex.join(options)}"


def whole(out: Path) -> bool:
    """Whether the five CSVs are published, each with its header, and nothing else got into them."""
    manifest = json.loads((out / "manifest.json").read_text())
    for table in ALWAYS:
        text = (out / table.file_name).read_bytes()
        assert text.splitlines()[0].decode() == ",".join(table.column_names)
        assert len(text) == manifest["files"][table.file_name]["bytes"]
    return bool(manifest["state"] == "published")


# What is published, and what is said of it.


@pytest.mark.parametrize(
    "lost",
    one_in(
        3,
        [
            "2>&1 | true",
            "2>&1 >/dev/null | true",
            "| true",
            "<&- >&- 2>&-",
            "2>&-",
            ">&-",
            pytest.param(">/dev/full 2>&1", marks=needs_full),
            pytest.param("2>/dev/full", marks=needs_full),
            pytest.param(">/dev/full", marks=needs_full),
        ],
    ),
)
@pytest.mark.parametrize("options", some([(), ("--quiet",)], ()), ids=["loud", "quiet"])
def test_a_run_publishes_whatever_becomes_of_its_words(
    raw: Path, out: Path, lost: str, options: tuple[str, ...]
) -> None:
    done = shell(f"{run_of(raw, out, *options)} {lost}")
    assert done.returncode == ExitCode.DONE
    assert whole(out)
    assert "Traceback" not in done.stderr and "failed" not in done.stderr


@needs_full
def test_what_is_published_is_told_where_it_can_be(raw: Path, out: Path) -> None:
    done = shell(f"{run_of(raw, out)} >/dev/full")
    assert f"Published to {out}\nStandard output cannot be written to: No space" in done.stderr
    done = shell(f"{CRRI} restore --output-dir {out} >/dev/full")
    assert done.returncode == ExitCode.OUTPUT and "There is no backup" in done.stderr
    assert shell(run_of(raw, out, "--quiet")).returncode == ExitCode.DONE
    done = shell(f"{CRRI} restore --output-dir {out} >/dev/full")
    assert done.returncode == ExitCode.DONE and "Restored the set" in done.stderr
    done = shell(f"{run_of(raw, out, '--if-changed')} >&-")
    assert done.returncode == ExitCode.UNCHANGED and "Unchanged" in done.stderr


@pytest.mark.parametrize(
    "lost", one_in(3, [">&-", pytest.param(">/dev/full", marks=needs_full), "| true"])
)
def test_an_answer_that_was_asked_for_and_is_lost_is_no_success(
    raw: Path, out: Path, lost: str
) -> None:
    # `sleep` so that the reader is gone before it is written.
    lost = lost.replace("true", "sleep 0")
    done = shell(f"{run_of(raw, out, '--json')} {lost}")
    assert done.returncode == ExitCode.UNTOLD
    assert f"Published to {out}" in done.stderr and whole(out)
    for command in ("check", "compare --output-dir " + str(out)):
        done = shell(f"{CRRI} {command} --input-dir {raw} --quiet {lost}")
        assert done.returncode == ExitCode.UNTOLD
        assert "Traceback" not in done.stderr


def test_a_reader_that_goes_away_early_is_no_success() -> None:
    program = f"{CRRI} definitions --format markdown"
    done = shell(f"(sleep 2; exec {program}) | true")
    assert done.returncode == ExitCode.UNTOLD and done.stderr == ""
    assert shell(f"{program} | cat").returncode == ExitCode.DONE


@needs_full
def test_help_and_usage_on_a_full_drive(raw: Path, out: Path) -> None:
    assert shell(f"{CRRI} --help >/dev/full").returncode == ExitCode.UNTOLD
    assert shell(f"{CRRI} run --nonsense 2>/dev/full").returncode == ExitCode.USAGE
    assert shell(f"{CRRI} run --json >/dev/full 2>&1").returncode == ExitCode.USAGE


@needs_full
def test_a_failure_stays_a_failure(raw: Path, out: Path) -> None:
    (raw / FILES["orders"]).unlink()
    # The words for people and those for programs by turns, both with `--exhaustive`.
    forms: list[tuple[str, ...]] = [(), ("--json",)]
    everywhere = (">/dev/full", "2>/dev/full", "2>&-", ">&- 2>&-", "2>&1 | true")
    for number, lost in enumerate(everywhere[:: tries(2, 1)]):
        for options in forms[number % 2 :: tries(2, 1)]:
            done = shell(f"{run_of(raw, out, *options)} {lost}")
            assert done.returncode == ExitCode.INPUT
            assert not out.exists()


def test_a_failure_after_the_publication_does_not_deny_it(
    raw: Path, out: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    from crri_gui.powerbi.project import refresh

    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(refresh, "renew", fails)
    code = main(["run", "--input-dir", str(raw), "--output-dir", str(out), "--quiet"])
    said = capsys.readouterr().err
    assert code == ExitCode.UNTOLD and whole(out)
    assert f"after its work was done. Published to {out}" in said
    assert "nothing was published" not in said


# Signals.

SLOWLY = """
import os, runpy, signal, sys
number = getattr(signal, sys.argv[1])
at = int(sys.argv[2])
class Finder:
    count = 0
    def find_spec(self, name, path=None, target=None):
        Finder.count += 1
        if Finder.count == at:
            os.kill(os.getpid(), number)
        return None
sys.meta_path.insert(0, Finder())
sys.argv = ["crri", *sys.argv[3:]]
runpy.run_module("crri_gui", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(("at", "number"), pairs([8, 20, 60, 120], ["SIGINT", "SIGTERM"]))
@pytest.mark.parametrize("command", some(["run", "check"], "run"))
def test_ctrl_c_at_any_import_ends_without_a_word(
    raw: Path, out: Path, number: str, at: int, command: str
) -> None:
    """The signal comes while the n-th module is looked for, from the entry point on."""
    target = ["--output-dir", str(out)] if command == "run" else []
    done = subprocess.run(
        [sys.executable, "-c", SLOWLY, number, str(at), command, "--input-dir", raw, *target],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.CANCELLED
    assert "Traceback" not in done.stderr and "KeyboardInterrupt" not in done.stderr
    assert not out.exists()


def test_ctrl_c_while_the_summary_waits_for_its_reader_does_not_deny_what_is_done(
    raw: Path, out: Path
) -> None:
    """The pipe is full, so the summary is stuck in it; the set is published all the same."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    try:
        while True:
            os.write(write, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(write, True)
    command = shlex.split(run_of(raw, out))
    with subprocess.Popen(command, stdout=write, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        while not (out / "manifest.json").exists() or (out / ".crri" / "holder.json").exists():
            assert process.poll() is None
        # The first may come just before it writes: it is too late for a cancellation then, and
        # the process goes on to be stuck. Who waits for it asks again.
        while process.poll() is None:
            process.send_signal(signal.SIGINT)
            time.sleep(0.05)
    os.close(read)
    os.close(write)
    assert process.returncode == ExitCode.DONE and whole(out)


# Paths.

LONG = "x" * 300


@pytest.mark.parametrize(
    "option",
    ["--input-dir", "--output-dir", "--temp-dir", "--definitions"],
)
@pytest.mark.parametrize("odd", ["loop", LONG, "new/" + LONG, "d\udce7", "loop/inner"])
def test_a_path_that_can_be_none_is_said_to_be(
    raw: Path, out: Path, tmp_path: Path, capsys: Captured, option: str, odd: str
) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    before = sorted(tmp_path.iterdir())
    given = {"--input-dir": str(raw), "--output-dir": str(out), option: str(tmp_path / odd)}
    options = [part for pair in given.items() for part in pair]
    code = main(["run", *options, "--quiet"])
    assert code in (ExitCode.USAGE, ExitCode.INPUT, ExitCode.OUTPUT)
    said = capsys.readouterr().err
    assert "What to do" in said and "unexpectedly" not in said
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("file", [LONG * 2, "a**b", "loop", "o\udcff.csv", "**/" + LONG, "\x7f"])
def test_a_table_that_can_be_no_file(raw: Path, capsys: Captured, file: str) -> None:
    (raw / "loop").symlink_to(raw / "loop")
    code = main(["check", "--input-dir", str(raw), "--quiet", "--table", f"orders={file}"])
    assert code in (ExitCode.USAGE, ExitCode.INPUT)
    assert "unexpectedly" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["a=" + "[" * 5000 + "]" * 5000, "late_after_days = " + "9" * 5000, "late = [[[]]]"]
)
def test_definitions_that_no_reader_takes(
    raw: Path, tmp_path: Path, capsys: Captured, text: str
) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text)
    code = main(["check", "--input-dir", str(raw), "--quiet", "--definitions", str(file)])
    assert code == ExitCode.USAGE
    assert str(file) in capsys.readouterr().err


def test_a_raw_file_whose_name_is_no_text_is_named(raw: Path, capsys: Captured) -> None:
    odd = raw / os.fsdecode(b"o\xff.csv")
    (raw / FILES["orders"]).rename(odd)
    assert main(["check", "--input-dir", str(raw), "--quiet"]) == ExitCode.INPUT
    said = capsys.readouterr().err
    assert "is not UTF-8" in said and "o\\xff.csv" in said
    # Where it is not needed, it stops nobody; and the note of it can be written.
    odd.rename(raw / FILES["orders"])
    odd.write_text("a,b\n1,2\n")
    out = raw.parent / "out"
    arguments = ["--input-dir", str(raw), "--output-dir", str(out), "--json"]
    assert main(["run", *arguments]) == ExitCode.DONE
    assert "o\\\\xff.csv" in capsys.readouterr().out


# Keys in addresses.


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--input-dir", "s3a://KEY:SECRET@bucket/raw?sig=SECRET"],
        ["check", "--input-dirr", "s3a://KEY:SECRET@bucket/raw"],
        ["check", "--input-dir", ".", "--table", "orders=https://u:SECRET@h/x?k=SECRET"],
        ["check", "--input-dir", ".", "--definitions", "https://u:SECRET@h/x?k=SECRET"],
        ["run", "--input-dir", ".", "--output-dir", "https://u:SECRET@h/x?k=SECRET"],
        [
            "check",
            "--input-dir",
            ".",
            "--engine",
            "spark",
            "--master",
            "https://u:SECRET@h:1?SECRET",
        ],
    ],
    ids=str,
)
@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
def test_no_message_shows_a_key(
    capfd: pytest.CaptureFixture[str], arguments: list[str], form: list[str]
) -> None:
    assert main([*arguments, *form]) != ExitCode.DONE
    shown = capfd.readouterr()
    assert "SECRET" not in shown.out + shown.err
