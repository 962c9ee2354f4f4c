"""What stands in the place of a published file and is none: said, and not waited for."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crri_gui.engine.compare.comparison import compare
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.sniff import sniff
from crri_gui.errors import InputError
from tests.effort import pairs
from tests.engine.compare.published import FRESH, change_of, folder


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe_behind_a_link(path: Path) -> None:
    os.mkfifo(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def listener(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
@pytest.mark.parametrize(
    ("made", "table"), pairs([pipe, device, pipe_behind_a_link, listener], FRESH)
)
def test_what_is_no_file_is_said_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, made: Callable[[Path], None]
) -> None:
    out, new = folder(tmp_path / "out", FRESH), folder(tmp_path / "new", FRESH, None)
    monkeypatch.chdir(out)  # The names of sockets are short.
    (out / f"{table}.csv").unlink()
    made(Path(f"{table}.csv"))
    change = change_of(compare(RunContext(), out, new), table)
    assert change.rows_before is None
    assert change.broken == ("The file is not a regular file: something else has its name.",)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
@pytest.mark.parametrize("made", [pipe, device, pipe_behind_a_link, listener])
def test_what_has_become_no_file_since_it_was_seen_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    made(Path("master_orders.csv"))
    with pytest.raises(InputError, match="It is not a file"):
        sniff(Path("master_orders.csv"))
