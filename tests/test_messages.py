"""The catalogue of messages: both languages say the same, and the code uses what is in it."""

from __future__ import annotations

import ast
import copy
import datetime as dt
import json
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from crri_gui.definitions import OPTIONS
from crri_gui.engine.core.findings import SEVERITIES, finding
from crri_gui.errors import Cancelled, CrriError
from crri_gui.gui.i18n.step_titles import STEPS
from crri_gui.messages import Message, Sentence, catalogue, remedy, sentence
from crri_gui.messages.formatting import LANGUAGES, fields, fill, named_values

PACKAGE = Path(__file__).resolve().parents[1] / "crri_gui"
MESSAGES = catalogue()
EN, PT = LANGUAGES["en"], LANGUAGES["pt_BR"]
PLACES = {f"page_{name}": title for name, title in STEPS.items()} | {
    f"option_{name}": option.title for name, option in OPTIONS.items()
}
# The window neither shows what these say nor what to do about it.
COMMAND_LINE_ONLY = {"cli", "refresh", "spark"}
_OPTION = re.compile(r"(?<![\w-])--[a-z]|`crri ")


# ---- Templates and sentences.


@pytest.mark.parametrize(
    ("template", "values", "english", "portuguese"),
    [
        ("{n:,}", {"n": 1234567}, "1,234,567", "1.234.567"),
        ("{n:,.2f}", {"n": Decimal("-1234.5")}, "-1,234.50", "-1.234,50"),
        ("{share:.1%}", {"share": 0.125}, "12.5%", "12,5%"),
        ("{share!p:,.1f} %", {"share": 99.996}, "99.996 %", "99,996 %"),
        ("{share!p:,.1f} %", {"share": Decimal(100)}, "100.0 %", "100,0 %"),
        ("{share!p:,.0f} %", {"share": 0.04}, "0.04 %", "0,04 %"),
        ("{share!p:+,.1f} %", {"share": -99.96}, "-99.96 %", "-99,96 %"),
        ("{share!p:,.1f} %", {"share": 1e-9}, "0.0 %", "0,0 %"),
        ("{share!p:.2%}", {"share": 0.99999}, "99.999%", "99,999%"),
        ("{money!n:+,.0f}", {"money": Decimal("0.3")}, "+0.3", "+0,3"),
        ("{money!n:,.0f}", {"money": Decimal("99.7")}, "100", "100"),
        ("{n}", {"n": 2017}, "2017", "2017"),
        ("{text}", {"text": "12.99"}, "12.99", "12.99"),
        ("{text!r}", {"text": "shipped "}, "'shipped '", "'shipped '"),
        ("{name!q:=dmy}", {"name": "a.b"}, "a.b=dmy", "a.b=dmy"),
        ("{name!q:=dmy}", {"name": "a b"}, '"a b=dmy"', '"a b=dmy"'),
        ("{name!q:=dmy}", {"name": "a $b"}, "'a $b=dmy'", "'a $b=dmy'"),
        ("{day!d}", {"day": "2018-03-31"}, "2018-03-31", "31/03/2018"),
        ("{at!d}", {"at": "2018-03-31 14:05"}, "2018-03-31 14:05", "31/03/2018 14:05"),
        ("{month!m} ends", {"month": "2018-09"}, "Sep 2018 ends", "Set. 2018 ends"),
        ("in {month!m}", {"month": "2018-13"}, "in 2018-13", "in 2018-13"),
        (
            "in {all!m}",
            {"all": ["2018-04", "2018-05"]},
            "in Apr 2018, May 2018",
            "in abr. 2018, mai. 2018",
        ),
        ("{day!d}", {"day": dt.date(2018, 3, 31)}, "2018-03-31", "31/03/2018"),
        ("{day!d}", {"day": "(new)"}, "(new)", "(new)"),
        ("{names}", {"names": ["a", "b"]}, "a, b", "a, b"),
        ("{names:; }", {"names": ("a", "b")}, "a; b", "a; b"),
        ("{lines}", {"lines": [7, 1234]}, "7, 1,234", "7, 1.234"),
        ("{n|row|rows}", {"n": 0}, "rows", "row"),
        ("{n|row|rows}", {"n": 1}, "row", "row"),
        ("{n|row|rows}", {"n": 2}, "rows", "rows"),
        ("{{n}}", {}, "{n}", "{n}"),
    ],
)
def test_values_are_written_as_the_language_writes_them(
    template: str, values: dict[str, object], english: str, portuguese: str
) -> None:
    assert fill(template, values, EN) == english
    assert fill(template, values, PT) == portuguese


def test_months_and_days_are_written_as_the_language_writes_them() -> None:
    # Arguments as they were typed, questions about files, and months counted from a first order.
    other = {
        "months_reversed",
        "explain_months_backwards",
        "question",
        "customer_value",
        "payback_reached",
    }
    plain = re.compile(r"\{(?!option_)((?:\w+_)?(?:months?|day|date|since|until|snapshot))\}")
    assert [
        (name, found[0])
        for name, message in MESSAGES.items()
        for _, texts in parts(message)
        for text in texts.values()
        for found in plain.finditer(text)
        if message.code not in other and found[1] != "from_months"
    ] == []


def test_a_missing_value_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="count"):
        fill("{count} rows", {}, EN)
    with pytest.raises(KeyError, match="status"):
        sentence("status_unknown.counted", count=1)
    with pytest.raises(KeyError, match="no_such_message"):
        sentence("no_such_message")


def test_a_finding_is_its_message_in_english_and_what_the_window_makes_of_it() -> None:
    made = finding("status_unknown.counted", status="odd", table="orders", count=1)
    assert (made.code, made.severity) == ("status_unknown", "warning")
    assert made.message == (
        "1 order has the status 'odd', which Olist does not use; it is counted."
    )
    assert "--set statuses=" in made.remedy
    assert isinstance(made.message, Sentence) and isinstance(made.remedy, Sentence)
    assert made.message.in_window("pt_BR", PLACES).startswith("1 pedido tem o status 'odd'")
    assert made.remedy.in_window("en", PLACES).endswith("“Statuses that count” (Definitions).")
    many = finding("status_unknown.counted", status="odd", count=1200)
    assert many.message.startswith("1,200 orders have")
    assert isinstance(many.message, Sentence)
    assert many.message.in_window("pt_BR", PLACES).startswith("1.200 pedidos têm")


def test_sentences_go_wherever_texts_go() -> None:
    made = finding("status_unknown.left_out", status="odd", count=3)
    for copied in (
        copy.deepcopy(made),
        pickle.loads(pickle.dumps(made)),
        type(made)(**asdict(made)),
    ):
        assert copied == made
        assert isinstance(copied.message, Sentence)
        assert copied.message.in_window("pt_BR", PLACES).startswith("3 pedidos")
    assert json.loads(json.dumps(made.as_dict()))["message"] == made.message
    assert type(f"{made.message}") is str


def test_a_sentence_within_a_sentence_speaks_the_same_language() -> None:
    within = sentence("cancelled")

    def text(value: object) -> str:
        return value.in_window("pt_BR", PLACES) if isinstance(value, Sentence) else str(value)

    values = {"what": within, "all": [within, "x"]}
    assert fill("{what} {all:; }", values, PT, text) == "Cancelado. Cancelado.; x"


def test_an_error_takes_both_texts_from_its_message() -> None:
    error = Cancelled()
    assert (error.code, str(error)) == (
        "cancelled",
        "Cancelled. The published files are as they were.",
    )
    assert isinstance(error.what, Sentence)
    assert error.what.in_window("pt_BR", PLACES) == "Cancelado."
    with pytest.raises(KeyError):
        CrriError("no_such_message")


# ---- What is in the catalogue.


def parts(message: Message) -> Iterator[tuple[str, dict[str, str]]]:
    """The texts of a message: what it says, and what to do."""
    yield "text", message.texts
    for kind in ("remedy", "remedy_in_window"):
        if texts := getattr(message, kind):
            yield kind, texts


def test_both_languages_say_the_same() -> None:
    for name, message in MESSAGES.items():
        for kind, texts in parts(message):
            assert set(texts) == set(LANGUAGES), (name, kind)
            assert all(text.strip() == text and text for text in texts.values()), (name, kind)
            english, portuguese = texts["en"], texts["pt_BR"]
            assert named_values(english) == named_values(portuguese), (name, kind)
            forms = [given for text in texts.values() for _, given in fields(text) if given]
            assert all(len(given) == 2 and given[0] != given[1] for given in forms), (name, kind)
            # What has no two words of its own may be the same in both: signs between values.
            words = re.search(r"[a-z]{3,} [a-z]{3,}", re.sub(r"\{[^}]*\}", "", english))
            assert english != portuguese or not words, (name, kind)


def test_the_window_names_pages_and_options_by_their_titles() -> None:
    for name, message in MESSAGES.items():
        for texts in (message.texts, message.remedy):
            assert not named_values(texts.get("en", "")) & set(PLACES), name
        for text in message.remedy_in_window.values():
            named = {v for v in named_values(text) if v.startswith(("page_", "option_"))}
            assert named <= set(PLACES), name
        if message.room not in COMMAND_LINE_ONLY:
            # Where the remedy names an option, remedy_in_window says what to do in the window.
            for text in (message.remedy_in_window or message.remedy).values():
                assert not _OPTION.search(text), name
                written = set(re.findall(r"\w+", re.sub(r"\{[^}]*\}", "", text)))
                assert not written & {option for option in OPTIONS if "_" in option}, name


def test_severities_are_known_and_codes_are_words() -> None:
    for message in MESSAGES.values():
        assert set(message.severities) <= set(SEVERITIES)
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?", message.name)


# ---- What the code uses.


# Functions of readers that make a finding, with the values that they add.
MAKERS: dict[str, set[str | None]] = {
    "ask": {"table", "column", "name", "example"},
    "note": {"table", "file", "count"},
    "_need_room": {"free", "needed", "file"},
}


@cache
def nodes() -> list[tuple[Path, ast.AST]]:
    """Every node of the package's sources, with its file; only for who asks, it takes seconds."""
    return [
        (file, node)
        for file in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    ]


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """(where, the call) of each message that is made by its name."""
    return [
        (f"{file.relative_to(PACKAGE)}:{node.lineno}", node)
        for file, node in nodes()
        if isinstance(node, ast.Call) and node.args and _makes_a_message(node)
    ]


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _makes_a_message(call: ast.Call) -> bool:
    return _called(call) in _makers()


@cache
def _makers() -> set[str]:
    errors = {kind.__name__ for kind in _kinds(CrriError)}
    return {"finding", "sentence", "remedy", *errors, *MAKERS}


def _kinds(kind: type[CrriError]) -> Iterator[type[CrriError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_message_that_is_made_exists_and_gets_its_values() -> None:
    assert len(calls()) > 250
    wrong = []
    for where, call in calls():
        for name in _literals(call.args[0]):
            message = MESSAGES.get(name)
            if message is None:
                wrong.append(f"{where}: there is no message {name}")
                continue
            given = {word.arg for word in call.keywords} | MAKERS.get(_called(call), set())
            needed = named_values("".join(texts["en"] for _, texts in parts(message)))
            # What a finding tells of itself.
            needed -= {*PLACES, "table_column"}
            if None not in given and needed - given:
                wrong.append(f"{where}: {name} lacks {', '.join(sorted(needed - given))}")
    assert wrong == []


def test_no_call_holds_a_sentence() -> None:
    joined = (ast.JoinedStr, ast.BinOp)
    assert [where for where, call in calls() if isinstance(call.args[0], joined)] == []


def test_every_message_is_used() -> None:
    texts = {
        node.value
        for _, node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(MESSAGES) - texts == set()


def test_nothing_to_do_is_an_empty_remedy() -> None:
    assert remedy("cancelled") == "The published files are as they were."
    assert all(remedy(name) == "" for name in MESSAGES if not MESSAGES[name].remedy)


def test_the_help_of_the_command_line_does_not_wait_for_the_catalogue() -> None:
    script = """
from crri_gui.cli.main import main
from crri_gui.messages.catalogue import _sources
assert main(["--help"]) == 0 and main(["run", "--help"]) == 0
assert _sources.cache_info().currsize == 0
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_parsing_entry_by_entry_finds_what_whole_files_hold() -> None:
    folder = PACKAGE / "messages"
    whole = {
        code: file.stem
        for file in folder.glob("*.toml")
        for code in tomllib.loads(file.read_text(encoding="utf-8"))
    }
    assert {message.code: message.room for message in MESSAGES.values()} == whole
