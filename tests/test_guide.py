"""The pages of the guide: links lead somewhere, commands are real, recipes do what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from struct import unpack

import pytest

from build_scripts import docs, screenshots
from crri_gui import asked, options
from crri_gui.engine import publish
from crri_gui.errors import ExitCode

GUIDE = docs.ROOT / "resources" / "guide"
PAGES = [
    *sorted(docs.ROOT.glob("*.md")),
    *sorted((docs.ROOT / "resources").rglob("*.md")),
    docs.ROOT / "powerbi" / "README.md",
]
each_page = pytest.mark.parametrize(
    "page", PAGES, ids=lambda page: str(page.relative_to(docs.ROOT))
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The code of a page with its language: fenced, and indented by four spaces."""
    yield from ((match[1], match[2]) for match in _FENCE.finditer(text))
    plain = _FENCE.sub("", text)
    for match in re.finditer(r"(?:^ {4}.*\n)+", plain, re.MULTILINE):
        yield "", match[0]


def anchors(page: Path) -> set[str]:
    """The names that GitHub gives to the headings of a page."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@each_page
def test_links_and_pictures_lead_to_what_is_there(page: Path) -> None:
    for target in _LINK.findall(_FENCE.sub("", page.read_text("utf-8"))):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target


def test_every_page_of_the_guide_is_in_the_index_and_in_the_readme() -> None:
    for index in (GUIDE / "README.md", docs.ROOT / "README.md"):
        linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text())}
        assert {page for page in GUIDE.glob("*.md") if page.name != "README.md"} <= linked


def test_the_pictures_are_small_and_are_those_that_the_pages_show() -> None:
    shown = set(re.findall(r"\(pictures/(.+?)\.png\)", (GUIDE / "steps.md").read_text("utf-8")))
    assert shown == set(screenshots.GUIDE_PAGES) == {f.stem for f in screenshots.GUIDE.iterdir()}
    for file in screenshots.GUIDE.iterdir():
        assert file.stat().st_size <= 120 * 1024
        assert unpack(">I", file.read_bytes()[16:20]) == (1280,)


@each_page
def test_commands_that_the_page_shows_are_understood(page: Path) -> None:
    for _, code in blocks(page.read_text("utf-8")):
        for line in re.sub(r"\\\n\s*", "", code).splitlines():
            command = re.match(r"\s*crri( (?!COMMAND).*)", line)
            if command is None:
                continue
            arguments = shlex.split(command[1].split(" >")[0].split("  ")[0], posix=True)
            try:
                chosen = options.parser().parse_args(arguments)
            except SystemExit as stopped:
                assert stopped.code == 0, line  # it has shown its version
                continue
            if hasattr(chosen, "set"):
                asked.chosen_definitions(chosen)


def test_examples_of_conventions_and_tables_are_accepted() -> None:
    page = (GUIDE / "your-data.md").read_text("utf-8")
    shown = [line for _, code in blocks(page) for line in code.splitlines() if "=" in line]
    commands = [shlex.split(line)[1:] for line in shown if line.strip().startswith("crri run")]
    assert len(commands) == 4
    for arguments in commands:
        request = asked.request_of(options.parser().parse_args(arguments))
        assert request.tables or request.conventions.date_order or request.conventions.decimal


def recipe(name: str) -> str:
    """The code of the page of schedules that is marked with this name."""
    text = (GUIDE / "schedules.md").read_text("utf-8")
    found = re.search(rf"<!-- recipe: {re.escape(name)} -->\n```\w+\n(.*?)^```$", text, re.M | re.S)
    assert found is not None
    return found[1]


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a Unix shell")
def test_the_script_for_cron_says_what_the_exit_codes_mean(
    sample_shop: Path, tmp_path: Path
) -> None:
    raw, out, log = tmp_path / "raw exports", tmp_path / "published", tmp_path / "crri.json"
    shutil.copytree(sample_shop, raw)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "crri").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m crri_gui.cli "$@"\n')
    (programs / "crri-refresh").write_text(recipe("crri-refresh"))
    for program in programs.iterdir():
        program.chmod(0o755)

    def refresh() -> tuple[int, str, str, int]:
        done = subprocess.run(
            ["crri-refresh", raw, out, log],
            capture_output=True,
            text=True,
            check=False,
            cwd=docs.ROOT,
            env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        )
        said = json.loads(log.read_text("utf-8"))["exit_code"]
        return done.returncode, done.stdout, done.stderr, said

    assert refresh() == (0, f"Published to {out}.\n", "", 0)
    assert refresh() == (0, "", "", ExitCode.UNCHANGED)

    orders = raw / "olist_orders_dataset.csv"
    whole = orders.read_bytes()
    orders.write_bytes(whole.replace(b"order_purchase_timestamp", b"bought_at"))
    former = (out / "manifest.json").read_bytes()
    code, _, complaint, said = refresh()
    assert code == said == ExitCode.INPUT
    assert "the data needs a look" in complaint
    assert (out / "manifest.json").read_bytes() == former

    orders.write_bytes(whole)
    with publish.hold(out, "another run"):
        code, _, complaint, said = refresh()
    assert code == said == ExitCode.OUTPUT
    assert "in use" in complaint


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_units_for_systemd_are_understood(tmp_path: Path) -> None:
    program = tmp_path / "crri-refresh"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for name in ("crri.service", "crri.timer"):
        text = recipe(name).replace("/usr/local/bin/crri-refresh", str(program))
        (tmp_path / name).write_text(text)
        done = subprocess.run(
            ["systemd-analyze", "verify", str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert str(tmp_path) not in done.stderr, done.stderr
    calendar = re.search(r"OnCalendar=(.+)", recipe("crri.timer"))
    assert calendar is not None
    assert subprocess.run(["systemd-analyze", "calendar", calendar[1]], check=False).returncode == 0
