"""What is missing on a machine is named, installed or left out."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from build_scripts import develop, environments, readers, running
from tests.build_scripts.calls import stand_in


def test_missing_ensurepip_is_named_with_its_remedy(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch)
    monkeypatch.setattr(running, "succeeds", lambda command: False)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    assert develop.main(["demo"]) == 1
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"sudo apt-get install {package}" in capsys.readouterr().out
    assert not calls.made

    assert develop.main(["demo", "--system-packages"]) == 0
    assert calls.among("sudo", "apt-get", "install", package)


def test_missing_system_packages_are_named_or_installed(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environments, "SYSTEM_PACKAGES", ("libthis1", "libthat2"))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    stand_in(monkeypatch)
    lacking = {"libthat2", "libthat2t64"}
    monkeypatch.setattr(running, "succeeds", lambda command: lacking.isdisjoint(command))
    (checkout / ".venv").mkdir()
    assert develop.main(["test", "--quick"]) == 0
    assert "sudo apt-get install libthat2\n" in capsys.readouterr().out

    monkeypatch.setattr(environments, "_is_root", lambda: True)
    calls = stand_in(monkeypatch, "install")
    monkeypatch.setattr(running, "succeeds", lambda command: lacking.isdisjoint(command))
    assert develop.main(["test", "--quick"]) == 1
    assert calls.made[-1][-1] == "libthat2"
    assert calls.made[-1][0] == "apt-get"


def test_a_library_under_its_newer_name_is_there(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environments, "SYSTEM_PACKAGES", ("libthis1",))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    stand_in(monkeypatch)
    monkeypatch.setattr(running, "succeeds", lambda command: "libthis1" not in command)
    (checkout / ".venv").mkdir()
    assert develop.main(["window"]) == 0
    assert "apt-get install" not in capsys.readouterr().out


def test_readers_that_cannot_be_set_up_are_left_out_with_the_reason(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = stand_in(monkeypatch)
    call = running.call

    def lacking(command: Sequence[str | Path], *how: Any, **more: Any) -> int:
        if "--why" in command:
            Path(command[-1]).write_text("no network", "utf-8")
        return call(command, *how, **more)

    monkeypatch.setattr(running, "call", lacking)
    assert develop.main(["test", "--quick", "--system-packages"]) == 0
    ((_, script, asked, *_),) = calls.among("--why")
    assert Path(script).exists() and asked == "--system-packages"
    summary = capsys.readouterr().out.partition("=== Summary\n")[2]
    assert re.search(r"Microsoft's readers.*left out: no network", summary)


@pytest.mark.parametrize(
    ("platform", "shared", "why"),
    [("win32", True, "Linux only"), ("linux", False, "not beside the project")],
)
def test_what_the_readers_lack_is_told_and_is_no_failure(
    platform: str, shared: bool, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = tmp_path / "check_pbip.sh"
    if shared:
        check.touch()
    monkeypatch.setattr(readers, "CHECK", check)
    monkeypatch.setattr(sys, "platform", platform)
    assert readers.main(["--why", str(tmp_path / "why")]) == 0
    assert why in (tmp_path / "why").read_text("utf-8")


def test_readers_lack_the_right_to_install_or_the_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "check_pbip.sh").touch()
    monkeypatch.setattr(readers, "CHECK", tmp_path / "check_pbip.sh")
    monkeypatch.setattr(readers, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(readers, "_READY", tmp_path / "cache" / "ready")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environments, "_is_root", lambda: False)
    there = {"apt-get", "node", "npm"}
    monkeypatch.setattr("shutil.which", lambda name: name if name in there else None)
    with pytest.raises(readers.Missing, match=r"sudo apt-get install mono-runtime .*mono-mcs"):
        readers.set_up(system=False)
    calls = stand_in(monkeypatch, "install")
    with pytest.raises(readers.Missing, match="no network to install it from"):
        readers.set_up(system=True)
    assert calls.among("sudo", "install", "mono-mcs")
    there |= {"mono", "mcs"}
    monkeypatch.setattr(readers, "_node", lambda: 18)
    with pytest.raises(readers.Missing, match="Node 20 or newer"):
        readers.set_up(system=True)
    monkeypatch.setattr(readers, "_node", lambda: 20)
    monkeypatch.setattr(running, "succeeds", lambda command: "ping" not in command)
    with pytest.raises(readers.Missing, match="registry cannot be reached"):
        readers.set_up(system=True)
    assert readers.why_not_ready() is not None


def test_what_npm_installs_is_locked_and_names_no_host() -> None:
    wanted = json.loads((readers.LOCKED / "package.json").read_text("utf-8"))["dependencies"]
    text = (readers.LOCKED / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert packages.pop("")["dependencies"] == wanted
    assert all(one["integrity"].startswith("sha512-") for one in packages.values())
    assert "resolved" not in text
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version
