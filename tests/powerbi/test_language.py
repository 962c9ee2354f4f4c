"""The report in Portuguese, and the model's captions: the same report in other words."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from build_scripts import powerbi as folder
from crri_gui.cli.main import main
from crri_gui.dashboard.measures import MEASURES
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Definitions, Shop
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode
from crri_gui.powerbi.model import language as languages
from crri_gui.powerbi.model.hidden.all_hidden import hidden_measures
from crri_gui.powerbi.model.language import Language, language
from crri_gui.powerbi.model.portuguese import culture
from crri_gui.powerbi.model.schema import TABLES
from crri_gui.powerbi.project import project
from crri_gui.powerbi.project.project import COPILOT, MODEL, REPORT
from crri_gui.powerbi.project.refresh import renew
from crri_gui.powerbi.project.writing import RECORD
from crri_gui.powerbi.report.definitions_page import definition_columns
from tests.dashboard_shop import small_shop
from tests.powerbi.model_text import project_of

DEFINITIONS = Definitions().as_dict()


def test_nothing_that_the_report_says_is_without_a_translation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    missing: set[str] = set()

    class Asked(Language):
        def __call__(self, text: str) -> str:
            if text and text not in self.words and not text.isdigit():
                missing.add(text)
            return super().__call__(text)

    said = language("pt")
    asked = Asked(said.name, said.culture, said.signs, said.words)
    monkeypatch.setattr(project, "language", lambda name: asked)
    project.project_files(r"C:\Data", DEFINITIONS, written_in="pt")
    project.project_files(r"C:\Data", None, written_in="pt")
    assert not missing


def test_every_sentence_has_the_same_parts_in_both_languages() -> None:
    path = Path(languages.__file__).with_name(languages.REPORT_WORDS)
    for english, portuguese in tomllib.loads(path.read_text(encoding="utf-8")).items():
        parts = re.findall(r"\{\w+\}", english)
        assert sorted(parts) == sorted(re.findall(r"\{\w+\}", portuguese)), english


def test_words_alone_differ() -> None:
    assert project_of("pt").keys() == project_of().keys()

    def shape(content: Any) -> Any:
        """What is left without texts: fields, places, colours, names."""
        if isinstance(content, dict):
            return {
                key: shape(value)
                for key, value in content.items()
                if key not in ("displayName", "paragraphs", "Literal")
            }
        return [shape(one) for one in content] if isinstance(content, list) else content

    changed = [path for path in project_of() if project_of()[path] != project_of("pt")[path]]
    assert {path.split("/")[0] for path in changed} == {MODEL, REPORT}
    for path in changed:
        if path.endswith(".json") and "/pages/" in path:
            both = (json.loads(files[path]) for files in (project_of(), project_of("pt")))
            first, second = (shape(one) for one in both)
            # The page of definitions is as high as its words are many.
            if first != second:
                assert {*first} == {*second} and ("height" in first or "position" in first), path


def test_the_measures_and_the_tables_are_the_same() -> None:
    changed = {
        path
        for path, content in project_of().items()
        if path.startswith(MODEL) and content != project_of("pt")[path]
    }
    tables = f"{MODEL}/definition/tables"
    path = f"{tables}/KPI_Measures.tmdl"
    assert changed == {path, f"{tables}/Comparison.tmdl"}  # whose changes are in "points"
    for measure in MEASURES:
        dax = "\n".join(f"\t\t\t{line}" for line in measure.dax.split("\n"))
        assert measure.dax.count("\n") == 0 or dax in project_of("pt")[path].decode()


def test_a_sentence_in_portuguese() -> None:
    told = {one.name: one.dax for one in hidden_measures(PAGES, Shop(), language("pt"))}
    dax = told["Finding on Total Revenue by month"]
    assert '" em "' in dax and '" contra "' in dax and '"pt-BR"' in dax and "en-US" not in dax
    pages = [
        json.loads(content)["displayName"]
        for path, content in project_of("pt").items()
        if path.endswith("/page.json")
    ]
    # Short names, for there are many pages.
    assert "Meses" in pages and "Definições" in pages


def test_captions_and_descriptions_of_the_model_are_translated() -> None:
    tables = {one["name"]: one for one in culture()["translations"]["model"]["tables"]}
    measures = {one["name"]: one for one in tables["KPI_Measures"]["measures"]}
    assert {*measures} == {measure.name for measure in MEASURES}
    for measure in MEASURES:
        one = measures[measure.name]
        assert one["translatedCaption"] and one["translatedDisplayFolder"]
        assert "Unidade: " in one["translatedDescription"]
    # Power BI refuses two of a name in a language.
    for named in (tables.values(), measures.values()):
        captions = [one.get("translatedCaption", one["name"]) for one in named]
        assert len({caption.casefold() for caption in captions}) == len(captions)
    assert measures["Total Revenue"]["translatedCaption"] == "Receita total"
    for table in TABLES:
        columns = {one["name"]: one for one in tables[table.name]["columns"]}
        shown = [column.name for column in table.columns if not column.hidden]
        shown += ["month_state"] if table.name == "monthly_revenue" else []
        for name in shown:
            assert columns[name]["translatedCaption"] and columns[name]["translatedDescription"]
        assert len({columns[name]["translatedCaption"] for name in shown}) == len(shown)
    orders = {one["name"]: one for one in tables["master_orders"]["columns"]}
    assert "Em branco: " in orders["delivery_days"]["translatedDescription"]
    text = project_of()[f"{MODEL}/definition/cultures/pt-BR.tmdl"].decode()
    assert "\t\t\t\tmeasure 'Total Revenue'\n\t\t\t\t\tcaption: Receita total\n" in text
    assert "ref cultureInfo pt-BR" in project_of()[f"{MODEL}/definition/model.tmdl"].decode()


def test_the_words_are_those_of_the_desktop_application() -> None:
    assert folder.WORDS.read_bytes().replace(b"\r\n", b"\n") == folder.words(), (
        "run: python build_scripts/powerbi.py"
    )


def pages_in(out: Path) -> set[str]:
    files = (out / REPORT / "definition" / "pages").glob("*/page.json")
    return {json.loads(file.read_bytes())["displayName"] for file in files}


@pytest.mark.long
def test_the_language_is_remembered_until_another_is_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out"
    raw = small_shop().write(tmp_path / "raw")
    run_and_publish(RunContext(), Request(raw), Target(out))
    powerbi = ["powerbi", "--output-dir", str(out), "--quiet"]
    assert main(powerbi) == ExitCode.DONE
    english = (out / RECORD).read_bytes()
    assert "Cohorts by month" in pages_in(out)
    assert main([*powerbi, "--language", "pt"]) == ExitCode.DONE
    assert "Coortes por mês" in pages_in(out)
    assert main(powerbi) == ExitCode.DONE
    assert main(["powerbi", "--repoint", str(out), "--quiet"]) == ExitCode.DONE
    assert "Coortes por mês" in pages_in(out)
    # Nothing of it is out of date, and nobody is told so.
    messages = renew(RunContext(), out, command="test")
    assert not messages
    # The same with what Copilot is told.
    assert not (out / COPILOT).exists()
    assert main([*powerbi, "--copilot"]) == ExitCode.DONE
    assert main(powerbi) == ExitCode.DONE
    assert (out / COPILOT).is_file() and "Coortes por mês" in pages_in(out)
    assert not renew(RunContext(), out, command="test")
    shutil.rmtree((out / COPILOT).parent.parent)
    (out / RECORD).unlink()
    assert main([*powerbi, "--language", "en", "--force"]) == ExitCode.DONE
    assert "Cohorts by month" in pages_in(out)
    assert (out / RECORD).read_bytes() == english


@pytest.mark.parametrize("name", languages.LANGUAGES)
@pytest.mark.parametrize("width", range(900, 1300, 40))
def test_no_column_of_the_definitions_ends_with_a_heading(
    name: languages.LanguageName, width: int
) -> None:
    say = language(name)
    heads = {say("The measures"), say("The definitions of this run")}
    columns, _ = definition_columns(DEFINITIONS, say, width, 20)
    lines = [[line[0][0] for line in column] for _, _, column in columns]
    assert heads < {text for column in lines for text in column}
    assert not heads & {column[-1] for column in lines}
