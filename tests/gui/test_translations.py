"""The translations: complete, true to their placeholders and keys, and really translated."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "build_scripts" / "translations.py"
FILES = sorted((ROOT / "resources" / "translations").glob("*.ts"))

# What is the same in both languages: names, and words that Portuguese shares.
SAME = {
    "pt_BR": {
        "CRRI {version}",
        "CRRI: Customer Revenue & Retention Intelligence",
        "CRRI: Customer Revenue && Retention Intelligence",
        "Customer Revenue &\nRetention Intelligence",
        "Lo&g",
        "Log",
        "Total Orders / Active Customers.",
        "Total Revenue / Active Customers.",
        "recommended",
        "{step} (Alt+{number})",
        "{step} \N{EN DASH} CRRI",
    }
}
PLACEHOLDER = re.compile(r"\{\w*\}")
ACCELERATOR = re.compile(r"&(?P<key>\w)")
KEYS = re.compile(r"\b(?:Ctrl|Alt|Shift)\+[\w+.]*|\bF\d+\b")
MARKS = "✓✕▲●\N{EN DASH}≈"


class Message(NamedTuple):
    """One text of one part of the window."""

    language: str
    context: str
    source: str
    translation: str


def messages() -> Iterator[Message]:
    """Every message of every language."""
    for file in FILES:
        root = ElementTree.parse(file).getroot()
        for context in root.iter("context"):
            for message in context.iter("message"):
                yield Message(
                    root.get("language", ""),
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    message.findtext("translation", ""),
                )


MESSAGES = list(messages())


def accelerators(text: str) -> list[str]:
    """The keys that a text names with a single &, in lower case."""
    return [found["key"].lower() for found in ACCELERATOR.finditer(text.replace("&&", ""))]


def test_there_is_something_to_check() -> None:
    assert {message.language for message in MESSAGES} == set(SAME)
    assert len(MESSAGES) > 700


@pytest.mark.skipif(
    not list(Path(sys.executable).parent.glob("pyside6-lupdate*")),
    reason="the tools of PySide6 lie beside another Python",
)
def test_complete_and_compiled() -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_placeholders_are_those_of_the_source() -> None:
    wrong = [
        message
        for message in MESSAGES
        if sorted(PLACEHOLDER.findall(message.source))
        != sorted(PLACEHOLDER.findall(message.translation))
    ]
    assert wrong == []


def test_every_text_is_translated() -> None:
    wrong = [
        message
        for message in MESSAGES
        if not message.translation.strip()
        or (
            message.translation == message.source
            and message.source not in SAME[message.language]
            and any(letter.isalpha() for letter in PLACEHOLDER.sub("", message.source))
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(SAME))
def test_the_exceptions_are_needed(language: str) -> None:
    equal = {
        message.source
        for message in MESSAGES
        if message.language == language and message.translation == message.source
    }
    assert SAME[language] - equal == set()


def test_accelerators_are_kept() -> None:
    wrong = [
        message
        for message in MESSAGES
        if len(accelerators(message.source)) != len(accelerators(message.translation))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "group",
    [
        # Alt and a key reach these from the dashboard, all at once.
        {"&File", "&Work", "&View", "&Help", "&From", "&to"},
        {
            "&Open raw folder…",
            "Open &recent",
            "Try the &sample shop",
            "&Look into the folder again",
            "&Quit",
        },
        {"&Run", "&Cancel", "&Publish…"},
        {
            "Colours of the &system",
            "L&ight colours",
            "&Dark colours",
            "Larger &text",
            "S&maller text",
            "&Normal text",
            "&Language",
            "Lo&g",
        },
        {
            "&Help on this page",
            "&What every number means",
            "&Keyboard shortcuts",
            "&About CRRI",
        },
    ],
    ids=["bar", "file", "work", "view", "help"],
)
@pytest.mark.parametrize("language", sorted(SAME))
def test_accelerators_of_a_menu_differ(language: str, group: set[str]) -> None:
    keys = {
        message.source: accelerators(message.translation)
        for message in MESSAGES
        if message.language == language and message.source in group
    }
    assert set(keys) == group
    named = [key for found in keys.values() for key in found]
    assert sorted(named) == sorted(set(named))


def test_keys_marks_and_blanks_are_kept() -> None:
    def bones(text: str) -> tuple[list[str], str, str, str]:
        begin = text[: len(text) - len(text.lstrip())]
        end = text[len(text.rstrip()) :]
        return KEYS.findall(text), "".join(c for c in text if c in MARKS), begin, end

    wrong = [message for message in MESSAGES if bones(message.source) != bones(message.translation)]
    assert wrong == []
