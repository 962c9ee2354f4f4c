"""Everything a user can say or meet is documented, and the generated parts are up to date."""

from __future__ import annotations

import re

import pytest

from build_scripts import docs
from crri_gui import cli
from crri_gui.contract import OUTPUT_TABLES
from crri_gui.definitions import PRESETS, Definitions
from crri_gui.errors import ExitCode

README = docs.README.read_text(encoding="utf-8")


def test_the_generated_blocks_of_the_readme_are_up_to_date() -> None:
    assert docs.readme() == README, "run: python build_scripts/docs.py"


def test_the_page_of_preset_differences_is_up_to_date() -> None:
    page = docs.DIFFERENCES.read_text(encoding="utf-8")
    assert docs.differences() == page, "run: python build_scripts/docs.py"


def test_every_option_of_the_definitions_is_documented() -> None:
    for name in Definitions().as_dict():
        assert f"`{name}`" in README
    for preset in PRESETS:
        assert f"`{preset}`" in README


def test_every_output_and_exit_code_is_documented() -> None:
    for table in OUTPUT_TABLES:
        assert f"`{table.file_name}`" in README
    for code in ExitCode:
        assert re.search(rf"^\| {int(code)} \|", README, re.MULTILINE)


@pytest.mark.parametrize(
    "command", ["run", "check", "compare", "restore", "powerbi", "demo", "definitions"]
)
def test_every_command_and_its_options_are_documented(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"`crri {command}`" in README
    assert cli.main([command, "--help"]) == 0
    for option in set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - {"--help"}:
        assert option in README
