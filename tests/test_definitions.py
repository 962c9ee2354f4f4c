"""The options of the definitions: each type's values, and what follows from one added field."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.running import ROOT
from crri_gui.definitions import (
    NO_SHOP,
    OPTIONS,
    SHOP,
    Definitions,
    Shop,
    parse_setting,
    read_definitions,
    read_shop,
    shop_kept,
    to_toml,
    with_values,
)
from crri_gui.definitions.option_types import (
    Choice,
    Date,
    IntRange,
    MonthRange,
    Option,
    Percent,
    Text,
    TextList,
)
from crri_gui.errors import UsageError
from crri_gui.sample.shop import make_shop
from tests.copies import copy_of
from tests.effort import exhaustive

WORDS: dict[str, Any] = {"title": "Size", "group": "Parcels", "meaning": "How large it is."}
NAMED = {"small": "a small one", "large": "a large one"}
TYPES: dict[str, Option] = {
    "choice": Choice(**WORDS, default="small", named=NAMED, name="size"),
    "number": IntRange(**WORDS, default=3, low=1, high=5, own="1 to 5", name="size"),
    "share": Percent(**WORDS, default=1.0, name="size"),
    "months": MonthRange(**WORDS, default="small", named=NAMED, own="months", name="size"),
    "date": Date(**WORDS, default="small", named=NAMED, own="a day", name="size"),
    "list": TextList(**WORDS, default="small", named=NAMED, own="a list", name="size"),
    "text": Text(**WORDS, default="", own="a text", example="Ann", longest=5, name="size"),
}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("choice", " large ", "large"),
        ("number", "1", 1),
        ("number", " 5 ", 5),
        ("share", "2.5%", 2.5),
        ("share", "0", 0.0),
        ("months", "small", "small"),
        ("months", "2017-01..2017-01", "2017-01..2017-01"),
        ("date", "large", "large"),
        ("date", "2020-02-29", "2020-02-29"),
        ("list", "small", "small"),
        ("list", "a, b ,", ("a", "b")),
        ("text", " R$ ", "R$"),
        ("text", "", ""),
    ],
)
def test_what_is_typed_is_a_value_and_comes_back_from_toml(
    kind: str, typed: str, value: object
) -> None:
    option = TYPES[kind]
    assert option.parse(typed) == value
    option.check(value)
    plain = tomllib.loads(f"size = {option.to_toml(value)}")["size"]
    assert plain == option.to_plain(value)
    assert option.from_plain(plain) == value


@pytest.mark.parametrize(
    ("kind", "value", "remedy"),
    [
        ("choice", "huge", "Choose one of: small, large."),
        ("choice", 1, "Choose one of: small, large."),
        ("choice", ("small",), "Choose one of: small, large."),
        ("choice", {"small": 1}, "Choose one of: small, large."),
        ("number", 0, "Give a whole number from 1 to 5."),
        ("number", 6, "Give a whole number from 1 to 5."),
        ("number", True, "Give a whole number from 1 to 5."),
        ("number", 2.0, "Give a whole number from 1 to 5."),
        ("number", "9" * 5000, "Give a whole number from 1 to 5."),
        ("share", "much", "Give a percentage, for example 1."),
        ("share", "nan", "Give a percentage, for example 1."),
        ("share", "100.1%", "Give a percentage, for example 1."),
        ("share", True, "Give a percentage, for example 1."),
        ("months", "2017-13..2018-01", "Choose one of: small, large, YYYY-MM..YYYY-MM."),
        ("months", "YYYY-MM..YYYY-MM", "Choose one of: small, large, YYYY-MM..YYYY-MM."),
        ("months", "2017-02..2017-01", "Put the earlier month first."),
        ("date", "2019-02-29", "Choose one of: small, large, YYYY-MM-DD."),
        ("date", "20190228", "Choose one of: small, large, YYYY-MM-DD."),
        ("list", (), "Choose one of: small, large, [own list]."),
        ("list", ("a", 1), "Choose one of: small, large, [own list]."),
        ("list", "a", "Choose one of: small, large, [own list]."),
        ("text", "longer", "Give a shorter text, on one line."),
        ("text", "a\nb", "Give a shorter text, on one line."),
        ("text", "a\u202eb", "Give a shorter text, on one line."),
        ("text", 1, "Give a shorter text, on one line."),
    ],
)
def test_what_is_no_value_is_refused_with_what_to_give(
    kind: str, value: object, remedy: str
) -> None:
    option = TYPES[kind]
    typed = option.parse(value) if isinstance(value, str) and kind != "list" else value
    with pytest.raises(UsageError) as refused:
        option.check(typed)
    assert refused.value.remedy == remedy
    assert "size" in refused.value.what


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        ("choice", "large", "a large one"),
        ("number", 4, "4"),
        ("share", 2.0, "2"),
        ("months", "2017-01..2018-02", "Jan 2017 \N{EN DASH} Feb 2018"),
        ("date", "2018-02-01", "2018-02-01"),
        ("date", "small", "a small one"),
        ("list", ("a", "b"), "a, b"),
        ("list", ["a", "b"], "a, b"),
        ("text", "Ann", "Ann"),
    ],
)
def test_how_a_value_reads_in_a_sentence(kind: str, value: object, sentence: str) -> None:
    assert TYPES[kind].in_sentence(value) == sentence


def test_the_default_of_every_option_is_permitted_and_options_have_titles_of_their_own() -> None:
    for name, option in OPTIONS.items():
        assert option.permits(option.default), name
        assert option.group and option.meaning
    assert len({option.title for option in OPTIONS.values()}) == len(OPTIONS)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_list_of_texts_survives_the_file(texts: list[str]) -> None:
    definitions = with_values(Definitions(), {"statuses": texts}, "The file")
    assert with_values(Definitions(), tomllib.loads(to_toml(definitions)), "It") == definitions


@given(st.sampled_from(sorted(OPTIONS)), st.text())
def test_whatever_is_typed_is_a_value_or_a_usage_error(name: str, text: str) -> None:
    try:
        definitions = with_values(Definitions(), dict([parse_setting(f"{name}={text}")]), "--set")
    except UsageError as error:
        assert error.remedy
    else:
        assert with_values(Definitions(), tomllib.loads(to_toml(definitions)), "It") == definitions


@pytest.mark.parametrize("option", [*OPTIONS.values(), *SHOP.values()], ids=lambda one: one.name)
def test_the_window_offers_every_choice_in_words_of_its_own(option: Option) -> None:
    assert list(option.offered) == list(option.choices)
    assert len(set(option.offered.values())) == len(option.offered)
    assert not any("_" in words or "=" in words for words in option.offered.values())
    assert "_" not in option.title + option.meaning.replace("delivery_days", "")


# The shop, which changes no number.


def test_the_shop_is_in_the_file_of_definitions_where_it_is_chosen(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    shop = Shop("Casa Azul", "R$", 0)
    file.write_text(to_toml(Definitions(late="after_days"), shop), encoding="utf-8")
    assert read_shop(file) == shop
    assert read_definitions(file) == Definitions(late="after_days")
    # Without a choice it says in comments what there is to choose.
    file.write_text(to_toml(Definitions()), encoding="utf-8")
    assert '\n# shop_name = "Casa Azul"\n' in file.read_text(encoding="utf-8")
    assert read_shop(file) == NO_SHOP
    file.write_text(to_toml(Definitions(), Shop(currency_symbol="€")), encoding="utf-8")
    assert read_shop(file) == Shop(currency_symbol="€")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[shop]\nname = "Casa"', "The table [shop] of the file has 'name', which does not exist."),
        ("shop = 3", "The table [shop] of the file has 'shop', which does not exist."),
        ("[shop]\nmoney_decimals = 3", "Definition money_decimals cannot be 3."),
        (
            f'[shop]\nshop_name = "{"x" * 41}"',
            "shop_name must be one line of at most 40 characters",
        ),
    ],
)
def test_a_shop_that_is_none_is_told(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        read_shop(file)
    assert refused.value.what.startswith(says)
    assert refused.value.file == str(file)


@pytest.mark.parametrize("kept", [None, [], {"shop_name": 7}, {"money_decimals": True}, {"x": 1}])
def test_of_a_damaged_manifest_no_shop_is_taken(kept: object) -> None:
    assert shop_kept(kept) == NO_SHOP


# One more option, added to a copy of the product as CONTRIBUTING.md says.

FIELD = """
    gift_share: int = _option(
        IntRange(
            title="Share of gifts",
            group="Gifts",
            meaning="How many orders of ten are gifts.",
            default=2,
            low=0,
            high=9,
            own="0 to 9",
        )
    )

    def __post_init__("""
LOOK = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox
from build_scripts import docs, translations
from crri_gui.definitions import Definitions, read_definitions, to_toml
from crri_gui.gui.pages.definitions.page import DefinitionsPage
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import Settings
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.powerbi.model.language import language
from crri_gui.powerbi.report.definitions_page import definition_columns

home = Path(sys.argv[1])
file = home / "mine.toml"
file.write_text(to_toml(Definitions(gift_share=5)), encoding="utf-8")
application = QApplication([])
session = Session(Settings(home), Appearance("light"))
page = DefinitionsPage(session)
made = page.findChildren(QLabel)
labels = [one.text() for one in made] + [one.toolTip() for one in made]
labels += [page.groups.list.item(place).text() for place in range(page.groups.list.count())]
control = next(b for b in page.findChildren(QSpinBox) if b.accessibleName() == "Share of gifts")
control.setValue(7)
page.apply()
columns, _ = definition_columns(Definitions().as_dict(), language("en"), 1200, 20)
print(json.dumps({
    "read": read_definitions(file).gift_share,
    "guide": docs.page(docs.ROOT / "resources" / "guide" / "numbers.md"),
    "translated": [text for context, text in translations.texts_of_definitions()
                   if context == "definitions"],
    "labels": labels,
    "chosen": session.definitions.gift_share,
    "power_bi": " ".join(words for _, words, _ in columns),
}))
session.close()
"""


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with one more option."""
    folder = tmp_path_factory.mktemp("grown")
    for room in ("crri_gui", "build_scripts"):
        copy_of(room, folder)
    guide = folder / "resources" / "guide"
    guide.mkdir(parents=True)
    shutil.copy(ROOT / "resources" / "guide" / "numbers.md", guide)
    module = folder / "crri_gui" / "definitions" / "definitions.py"
    code = module.read_text(encoding="utf-8")
    module.write_text(code.replace("\n    def __post_init__(", FIELD, 1), encoding="utf-8")
    return folder


def ask(folder: Path, *arguments: str) -> str:
    """What Python says in the copy."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@exhaustive
@pytest.mark.long
def test_an_added_option_is_on_the_command_line_and_in_the_manifest(
    grown: Path, tmp_path: Path
) -> None:
    assert "gift_share" in ask(grown, "-m", "crri_gui", "run", "--help")
    text = ask(grown, "-m", "crri_gui", "definitions", "--set", "gift_share=4")
    assert "gift_share (Share of gifts): How many orders of ten are gifts." in text
    assert "  * 4\n" in text
    make_shop(tmp_path / "raw", 50, 1)
    folders = ("--input-dir", str(tmp_path / "raw"), "--output-dir", str(tmp_path / "out"))
    ask(grown, "-m", "crri_gui", "run", *folders, "--set", "gift_share=4", "--quiet")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["definitions"]["gift_share"] == 4


@pytest.mark.long
def test_an_added_option_is_in_file_guide_window_and_power_bi(grown: Path, tmp_path: Path) -> None:
    seen = json.loads(ask(grown, "-c", LOOK, str(tmp_path)))
    assert seen["read"] == 5
    meaning = "How many orders of ten are gifts."
    assert f"| `gift_share` | `2` | Share of gifts | {meaning} | `2`: 0 to 9 |" in seen["guide"]
    words = {"Share of gifts", "Gifts", meaning, "0 to 9"}
    assert words <= set(seen["translated"])
    assert {
        "Share of gifts",
        "Gifts",
        meaning,
        "In files and on the command line: gift_share",
    } <= set(seen["labels"])
    assert seen["chosen"] == 7
    assert f"gift_share: {meaning} Here: 2." in seen["power_bi"]
