"""The files of the generated project: what they depend on, and the repository's copy."""

from __future__ import annotations

import re
import uuid
from pathlib import Path

import pytest

from build_scripts import powerbi as folder
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import PRESETS, Definitions, Shop
from crri_gui.powerbi.model.hidden.comparisons import parted
from crri_gui.powerbi.model.schema import (
    FORMATS,
    formats,
)
from crri_gui.powerbi.project.project import MODEL, REPORT, project_files
from tests.powerbi.model_text import visuals
from tests.powerbi.project.whole_project import FILES, content, list_of_pages, page_named


def test_the_same_bytes_every_time() -> None:
    assert project_files(r"C:\Data", Definitions().as_dict()) == FILES


def test_the_script_says_what_it_has_written_and_check_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(folder, "FOLDER", tmp_path)
    (tmp_path / "former.txt").write_text("no more made")
    assert folder.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "out of date: powerbi/measures.dax" in said
    assert "out of date: powerbi/former.txt" in said
    assert folder.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "written: powerbi/measures.dax" in said and "removed: powerbi/former.txt" in said
    assert not any("out of date" in line for line in said)
    assert folder.main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_other_definitions_change_only_the_page_that_names_them() -> None:
    other = project_files(r"C:\Data", PRESETS["seed-notebook"].as_dict())
    changed = {path for path in other if other[path] != FILES.get(path)}
    assert changed
    assert {path.split("/")[3] for path in changed} == {page_named("Definitions")}
    assert project_files(r"C:\Data", None) != FILES


def test_without_a_shop_nothing_differs_and_with_one_formats_and_headings_do() -> None:
    definitions = Definitions().as_dict()
    assert project_files(r"C:\Data", definitions, Shop()) == FILES
    named = project_files(r"C:\Data", definitions, Shop("Casa Azul", "R$", 0))
    assert named.keys() == FILES.keys()
    for path, text in named.items():
        if text == FILES[path]:
            continue
        # Amounts in the model, headings and decimals of cards in the report, and nothing else.
        before, after = FILES[path].decode().splitlines(), text.decode().splitlines()
        if path.startswith(MODEL):
            differing = {pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]}
            amount = ("formatString: #,0.00", r"formatString: \R\$\ #,0;-\R\$\ #,0")
            # Sentences write their amounts themselves.
            told = {(old.strip(), new.strip()) for old, new in differing if '"R$ "' not in new}
            assert told == {amount}, path
        else:
            assert "Casa Azul" in text.decode() or '"0L"' in text.decode(), path
    changed = {path for path in named if named[path] != FILES[path]}
    money = [measure.name for measure in MEASURES if measure.format == "money"]
    measures = named[f"{MODEL}/definition/tables/KPI_Measures.tmdl"].decode()
    parts = [chart for page in PAGES for chart in parted(page)]  # each of them twice
    assert measures.count(r"\R\$") == 2 * (len(money) + 2 * len(parts)) > 0
    headings = [path for path in changed if b"Page title: Casa Azul, " in named[path]]
    assert len(headings) == len(list_of_pages()) - 1  # the tooltip has none


@pytest.mark.parametrize(
    ("shop", "money"),
    [
        (Shop(), "#,0.00"),
        (Shop(money_decimals=1), "#,0.0"),
        (Shop(currency_symbol="€"), r"\€\ #,0.00;-\€\ #,0.00"),
    ],
)
def test_amounts_are_written_as_the_shop_shows_them(shop: Shop, money: str) -> None:
    assert formats(shop)["money"] == money
    assert {k: v for k, v in formats(shop).items() if k != "money"} == {
        k: v for k, v in FORMATS.items() if k != "money"
    }


@pytest.mark.parametrize("path", sorted(FILES))
def test_files_are_plain_utf8_without_a_mark_and_with_unix_line_ends(path: str) -> None:
    assert not FILES[path].startswith(b"\xef\xbb\xbf")
    assert b"\r" not in FILES[path]
    FILES[path].decode("utf-8")
    if path.endswith((".json", ".pbip", ".pbir", ".pbism", ".platform")):
        content(path)


def test_paths_are_short_enough_for_windows() -> None:
    assert max(map(len, FILES)) <= 140  # of 259, so that the user's folder has room


def test_the_report_finds_its_model_and_the_shortcut_its_report() -> None:
    reference = content(f"{REPORT}/definition.pbir")["datasetReference"]["byPath"]["path"]
    assert reference == f"../{MODEL}"
    assert f"{reference[3:]}/definition.pbism" in FILES
    (shortcut,) = [path for path in FILES if path.endswith(".pbip")]
    assert content(shortcut)["artifacts"] == [{"report": {"path": REPORT}}]


def test_ids_are_well_formed_and_nobody_elses() -> None:
    pages = list_of_pages()
    names = [*pages, *(name for _, name, _ in visuals(FILES))]
    assert all(re.fullmatch(r"[0-9a-f]{20}", name) for name in names)
    assert len(set(names)) == len(names)
    for page in pages:
        assert content(f"{REPORT}/definition/pages/{page}/page.json")["name"] == page
    assert all(visual["name"] == name for _, name, visual in visuals(FILES))
    tags = re.findall(r"lineageTag: (\S+)", b"".join(FILES.values()).decode())
    assert len(set(tags)) == len(tags)
    assert all(str(uuid.UUID(tag)) == tag for tag in tags)


def test_the_folder_powerbi_is_up_to_date() -> None:
    changed, gone = folder.stale()
    assert not changed and not gone, "run: python build_scripts/powerbi.py"


def test_no_path_of_a_machine_is_in_the_repositorys_copy() -> None:
    for path in folder.FOLDER.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not re.search(r"/(home|tmp|root|work|Users)/|C:\\\\?Users", text)
