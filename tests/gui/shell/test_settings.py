"""What is remembered, and what happens to a file that is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from crri_gui.gui.state.settings import FILE, Settings, settings_folder


def test_values_come_back_after_a_restart(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.put("a/text", "São Paulo, =1+1;#")
    first.put("a/number", 42)
    first.put("a/flag", True)
    first.put("a/texts", ["one, two", "three"])
    first.put("a/state", QByteArray(b"\x00\xffstate"))
    assert first.sync()
    second = Settings(tmp_path)
    assert second.text("a/text") == "São Paulo, =1+1;#"
    assert second.number("a/number", 0) == 42
    assert second.flag("a/flag") is True
    assert second.texts("a/texts") == ["one, two", "three"]
    assert bytes(second.state("a/state").data()) == b"\x00\xffstate"
    assert second.note == ""


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", b"\xff\xfe\xfa broken", b"no settings\nat all"]
)
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    settings = Settings(tmp_path)
    assert "damaged" in settings.note
    assert settings.text("anything", "default") == "default"
    assert (tmp_path / "crri.damaged-1.ini").read_bytes() == content
    settings.put("a", "b")
    assert settings.sync()
    assert Settings(tmp_path).note == ""


def test_values_of_the_wrong_kind_count_as_missing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[a]\nnumber=many\nflag=perhaps\nstate=text\n", encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.note == ""
    assert settings.number("a/number", 7) == 7
    assert settings.flag("a/flag", True) is True
    assert settings.state("a/state").isEmpty()
    assert settings.texts("a/nothing") == []


def test_recent_folders_are_the_last_first_without_those_that_are_gone(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings")
    folders = [tmp_path / name for name in ("a", "b", "c")]
    for folder in folders:
        folder.mkdir()
        settings.used("recent", folder)
    settings.used("recent", folders[0])
    folders[1].rmdir()
    assert settings.recent("recent") == [folders[0], folders[2]]


def test_a_variable_names_another_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CRRI_HOME", str(tmp_path))
    assert settings_folder() == tmp_path
    monkeypatch.delenv("CRRI_HOME")
    assert settings_folder().is_absolute()
