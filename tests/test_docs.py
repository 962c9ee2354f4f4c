"""Everything a user can say or meet is documented, and the generated parts are up to date."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from build_scripts import docs
from crri_gui.cli import options
from crri_gui.contract import NAMED_SEGMENTS, OUTPUT_TABLES
from crri_gui.dashboard.measures import MEASURES
from crri_gui.definitions import OPTIONS, PRESETS
from crri_gui.engine.core.findings import SEVERITIES
from crri_gui.errors import ExitCode
from crri_gui.messages import catalogue
from crri_gui.raw_tables import RAW_TABLES
from tests.effort import exhaustive

GUIDE = docs.ROOT / "resources" / "guide"


def guide(name: str) -> str:
    return (GUIDE / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """The lines below a bold or marked heading, up to the next one."""
    return text.split(heading, 1)[1].split("\n**", 1)[0].split("\n#", 1)[0]


@pytest.mark.parametrize("page", docs.PAGES, ids=lambda page: str(page.relative_to(docs.ROOT)))
def test_the_generated_blocks_are_up_to_date(page: Path) -> None:
    assert docs.page(page) == page.read_text("utf-8"), "run: python build_scripts/docs.py"


@exhaustive
@pytest.mark.long
def test_the_page_of_preset_differences_is_up_to_date() -> None:
    page = docs.DIFFERENCES.read_text(encoding="utf-8")
    assert docs.differences() == page, "run: python build_scripts/docs.py"


def test_every_definition_is_documented_with_every_choice() -> None:
    numbers = guide("numbers")
    for name, option in OPTIONS.items():
        row = next(line for line in numbers.splitlines() if line.startswith(f"| `{name}` | `"))
        assert f"| {option.title} | {option.meaning} |" in row
        for choice, meaning in option.choices.items():
            assert f"`{choice}`: {meaning}" in row
    for preset in PRESETS:
        assert f"| `{preset}` |" in numbers


def test_every_column_measure_and_segment_is_documented() -> None:
    numbers = guide("numbers")
    readme = docs.PAGES[0].read_text("utf-8")
    for table in OUTPUT_TABLES:
        assert f"`{table.file_name}`" in readme
        part = section(numbers, f"**{table.name}**")
        for column in table.columns:
            assert f"| `{column.name}` |" in part and column.meaning in part
    for measure in MEASURES:
        assert f"| {measure.name} | {measure.unit} | {measure.in_power_bi} |" in numbers
    for name in NAMED_SEGMENTS:
        assert f"| {name} |" in numbers


def test_every_raw_table_is_documented_with_its_columns() -> None:
    own = guide("your-data")
    for table in RAW_TABLES:
        row = next(line for line in own.splitlines() if line.startswith(f"| `{table.name}` |"))
        assert table.olist_file in row
        assert all(f"`{column.name}`" in row for column in table.columns)


def test_every_exit_code_is_documented_with_what_to_do() -> None:
    for code in ExitCode:
        assert re.search(rf"^\| {int(code)} \|", guide("command-line"), re.MULTILINE)
        assert re.search(rf"^\| {int(code)} \|", guide("schedules"), re.MULTILINE)


def test_every_command_and_its_options_are_documented_once() -> None:
    page = guide("command-line")
    top = options.parser()
    commands = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in commands.choices.items():
        part = section(page, f"**`crri {name}`**")
        shared = re.findall(r"\[([\w ]+)\]\(#options", part)
        tables = part + "".join(section(page, f"### Options: {title}") for title in shared)
        for action in parser._actions:
            if action.option_strings and action.dest != "help":
                assert f"| `{action.option_strings[-1]}" in tables, (name, action.dest)
    alone = section(page, "### Options without a command")
    assert "| `--version` |" in alone and "| `--self-test` |" in alone
    for option in ("memory-limit SIZE", "set NAME=VALUE", "json"):
        assert page.count(f"| `--{option}` |") == 1


def test_every_finding_is_documented_with_its_severities() -> None:
    own = guide("your-data")
    found = {m.code: m.severities for m in catalogue().values() if m.severities}
    assert len(found) > 40
    for code, severities in found.items():
        assert sorted(severities, key=SEVERITIES.index) == list(severities)
        assert f"| `{code}` | {' or '.join(severities)} |" in own
