"""The translations: complete, true to their placeholders and keys, and really translated."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from crri_gui.contract import OUTPUT_TABLES
from crri_gui.engine.core.findings import finding
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.checks import ChecksPage
from crri_gui.gui.state.session import Session
from crri_gui.messages import remedy, sentence
from crri_gui.raw_tables import RAW_BY_NAME
from tests.gui.answers import cells
from tests.gui.conftest import compute
from tests.shops import Shop, shop_of_everything

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "build_scripts" / "translations.py"
FILES = sorted((ROOT / "resources" / "translations").glob("*.ts"))

# What is the same in both languages: names, and words that Portuguese shares.
SAME = {
    "pt_BR": {
        "CRRI: Customer Revenue & Retention Intelligence",
        "Customer Revenue &\nRetention Intelligence",
        "Lo&g",
        "Log",
        "PR-AUC",
        "CAC {cost}",
        "{step} (Alt+{number})",
        "CSV (*.csv)",
    }
}
PLACEHOLDER = re.compile(r"\{\w*\}")
NAMED = re.compile(r"\{(\w+)[^{}]*\}")
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


def test_no_text_hides_within_another() -> None:
    """Qt's tool collects no text from within the braces of an f-string."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in sorted((ROOT / "crri_gui" / "gui").rglob("*.py"))
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(made, ast.JoinedStr)
        for call in ast.walk(made)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("tr", "translate")
    ]
    assert hidden == []


def test_placeholders_are_those_of_the_source() -> None:
    wrong = [
        message
        for message in MESSAGES
        if sorted(PLACEHOLDER.findall(message.source))
        != sorted(PLACEHOLDER.findall(message.translation))
        # Of numbers with the forms of their words one language may need another form more.
        or set(NAMED.findall(message.source)) != set(NAMED.findall(message.translation))
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
            "Read the folder &again",
            "&Quit",
        },
        {"C&ompute again", "&Cancel", "&Stages and timings", "&Publish…"},
        {
            "&Back",
            "Colours of the &system",
            "L&ight colours",
            "&Dark colours",
            "High &contrast",
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


TIMES = sentence("reject.not_time")
REVIEWS = RAW_BY_NAME["order_reviews"]


@pytest.mark.usefixtures("portuguese")
@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            finding("rejected_rows.over", "error", table="orders", count=1234, limit=0.01).message,
            "1.234 linhas de orders não podem ser lidas: mais que o limite de 1,00%.",
        ),
        # One and none have the same form in Portuguese.
        (sentence("payment_line.without_items", count=1), "pagamentos de 1 pedido sem itens"),
        (sentence("payment_line.without_items", count=0), "pagamentos de 0 pedido sem itens"),
        (sentence("payment_line.without_items", count=2), "pagamentos de 2 pedidos sem itens"),
        # A value that is a sentence, and one that has its translation elsewhere.
        (
            sentence(
                "reject_example.in_file",
                file="o.csv",
                example=sentence(
                    "reject_example.of_column", line=3, column="price", reason=TIMES, value="ten"
                ),
            ),
            "o.csv, linha 3: price não é uma data e hora: 'ten'",
        ),
        (
            sentence("table_missing", table=REVIEWS.name, without=REVIEWS.without),
            "Não há arquivo order_reviews: review_score e avg_review_score ficam em branco.",
        ),
        # What the data says stays as it is said.
        (
            sentence("decimal_ambiguous", name="order_items.price", example="12.990"),
            "order_items.price tem valores como '12.990', que podem ser milhares ou decimais.",
        ),
        (
            remedy("rejected_rows.within"),
            "Liste-as com a exportação dos rejeitados (Verificações) e corrija a exportação.",
        ),
        ("Some other sentence. Nobody knows it.", "Some other sentence. Nobody knows it."),
    ],
)
def test_messages_are_said_in_the_language_of_the_window(said: str, told: str) -> None:
    assert translate_message(said) == told


def _very_dirty_shop() -> Shop:
    """Beyond the limits: rejected rows, a purchase in the future, orders that contradict."""
    shop = Shop()
    for number in range(40):
        shop.add(f"o{number:03}", f"u{number}", "2017-03-04", "10.00")
    shop.add("far", "u1", "2019-09-05", "7.00")
    shop.add("canceled", "u2", "2099-03-05", "7.00")
    for number in range(9):
        shop.order_items.append((f"o{number:03}", 2, "ten", 0))
        shop.order_items.append((f"gone{number}", 1, "100.00", 0))
    shop.orders.append(("o001", "nobody", "delivered", "2017-03-05 10:00:00", "", ""))
    return shop


@pytest.mark.usefixtures("portuguese")
@pytest.mark.parametrize("make", [shop_of_everything, _very_dirty_shop])
def test_nothing_of_the_engine_stays_english_on_the_checks_page(
    make: Callable[[], Shop], session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    page = ChecksPage(session)
    qtbot.addWidget(page)
    session.appearance.dress(page)
    compute(session, make().write(tmp_path / "raw"), qtbot)
    assert session.results is not None
    report = session.results.data.report
    said = {finding.message for finding in report.findings}
    said |= {finding.remedy for finding in report.findings if finding.remedy}
    for statement in report.statements:
        said |= {statement.title, statement.total.label, *(line.label for line in statement.lines)}
    said -= {table.name for table in OUTPUT_TABLES}  # lines that are named after their table
    assert len(said) > 30
    assert {text for text in said if translate_message(text) == text} == set()
    # And so it stands on the page.
    shown = {label.text() for label in page.findChildren(QLabel)}
    shown |= {text[1:].strip() for text, *_ in cells(page.findings)}
    for place in range(page.findings.topLevelItemCount()):
        page.findings.setCurrentIndex(page.findings.model().index(place, 0))
        shown |= {page._remedy.text()}
    assert shown & said == set()
    assert {translate_message(finding.message) for finding in report.findings} <= shown
    assert {translate_message(f.remedy) for f in report.findings if f.remedy} <= shown
