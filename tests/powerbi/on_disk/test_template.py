"""The template: the same model and report in one file, which asks for the folder of the CSVs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli import main
from crri_gui.errors import ExitCode
from crri_gui.powerbi.project.project import MODEL, REPORT
from crri_gui.powerbi.project.template import TEMPLATE, template
from crri_gui.powerbi.project.writing import RECORD
from tests.effort import exhaustive
from tests.powerbi.model_text import partition, project_of, tmdl_objects


def parts() -> dict[str, bytes]:
    """The parts by their names, in their order."""
    with zipfile.ZipFile(io.BytesIO(template())) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def utf16(part: str) -> Any:
    """A part in UTF-16, which has no mark."""
    content = parts()[part].decode("utf-16-le")
    assert not content.startswith("\ufeff")
    return json.loads(content)


def test_the_parts_are_those_of_a_template_that_desktop_saves() -> None:
    made = parts()
    assert list(made)[:2] == ["Version", "[Content_Types].xml"]
    assert made["Version"] == "1.32".encode("utf-16-le")
    types = made["[Content_Types].xml"].decode("utf-8-sig")
    assert made["[Content_Types].xml"].startswith(b"\xef\xbb\xbf")
    for part in made:
        listed = f'PartName="/{part}"' in types or part.endswith(".json")
        assert listed or part == "[Content_Types].xml"
    # Desktop has no data, no credentials, and no second report to find.
    assert not {"DataModel", "DataMashup", "SecurityBindings", "Report/Layout"} & set(made)
    assert utf16("Settings")["QueriesSettings"]["RelationshipImportEnabled"] is False
    assert "Data Folder" in utf16("Metadata")["FileDescription"]
    assert utf16("DiagramLayout")["defaultDiagram"] == "All tables"


def test_the_same_bytes_every_time_on_every_machine() -> None:
    assert template() == template()
    with zipfile.ZipFile(io.BytesIO(template())) as file:
        for entry in file.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == zipfile.ZIP_STORED and entry.create_system == 0


def test_the_report_is_the_projects_own_files() -> None:
    report = {n.removeprefix("Report/"): c for n, c in parts().items() if n.startswith("Report/")}
    own = {".platform", "definition.pbir"}  # of a folder; the template is one file
    files = project_of(defined=False)
    project = {n.removeprefix(f"{REPORT}/"): c for n, c in files.items() if n.startswith(REPORT)}
    assert report == {name: content for name, content in project.items() if name not in own}


def test_the_model_is_the_one_of_the_text_files() -> None:
    model = utf16("DataModelSchema")["model"]
    written = tmdl_objects(project_of(defined=False))
    assert [table["name"] for table in model["tables"]] != []
    assert {table["name"] for table in model["tables"]} == set(written)
    for table in model["tables"]:
        objects = written[table["name"]]
        measures, columns = table.get("measures", []), table["columns"]
        assert {one["name"] for one in (*measures, *columns)} == set(objects)
        for column in columns:
            text = objects[column["name"]]
            assert text["kind"] == "column" and text["///"] == column["description"]
            # One that is computed has none.
            assert text.get("sourceColumn") == column.get("sourceColumn")
            for name in ("dataType", "formatString", "sortByColumn", "summarizeBy", "lineageTag"):
                assert text.get(name) == column.get(name)
            assert ("isHidden" in text) == column.get("isHidden", False)
        for measure in measures:
            text = objects[measure["name"]]
            assert text["kind"] == "measure" and text["///"] == measure["description"]
            assert text["dax"].strip("\n") == "\n".join(measure["expression"])
            # A measure that is a text has none.
            assert text.get("formatString") == measure.get("formatString")
            assert text["displayFolder"] == measure["displayFolder"]
        (source,) = [one["source"] for one in table["partitions"]]
        if source["type"] == "m":
            files = project_of(defined=False)
            assert partition(files, table["name"]) == "\n".join(source["expression"])
    ends = [
        f"\tfromColumn: {r['fromTable']}.{r['fromColumn']}\n"
        f"\ttoColumn: {r['toTable']}.{r['toColumn']}\n"
        for r in model["relationships"]
    ]
    lines = project_of(defined=False)[f"{MODEL}/definition/relationships.tmdl"].decode()
    assert len(ends) == lines.count("relationship ") and all(end in lines for end in ends)


def test_it_asks_for_the_folder() -> None:
    (folder,) = utf16("DataModelSchema")["model"]["expressions"]
    assert folder["name"] == "Data Folder"
    assert folder["expression"] == (
        'null meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
    )


def test_it_names_no_definitions_and_no_folder() -> None:
    everything = b"".join(parts().values()) + json.dumps(utf16("DataModelSchema")).encode()
    assert b"Here: " not in everything  # of which run?
    assert rb"C:\\Data" not in everything


@exhaustive
def test_it_is_written_when_asked_for_and_kept_up_to_date_from_then_on(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["powerbi", "--output-dir", str(out)]
    assert main.main(command) == ExitCode.DONE
    assert not (out / TEMPLATE).exists()
    assert main.main([*command, "--template"]) == ExitCode.DONE
    assert "experiment" in capsys.readouterr().out
    assert (out / TEMPLATE).read_bytes() == template(frozenset())
    # An older CRRI has made this one.
    (out / TEMPLATE).write_bytes(b"old")
    record = json.loads((out / RECORD).read_bytes())
    record["files"][TEMPLATE] = "cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4"
    (out / RECORD).write_text(json.dumps(record))
    assert main.main([*command, "--json"]) == ExitCode.DONE
    said = json.loads(capsys.readouterr().out)
    assert said["template"] == str(out.resolve() / TEMPLATE) and said["written"] == [TEMPLATE]
    (out / TEMPLATE).write_bytes(b"mine")
    assert main.main(command) == ExitCode.DONE
    assert TEMPLATE in capsys.readouterr().out
    assert (out / TEMPLATE).read_bytes() == b"mine"


def test_a_template_needs_a_folder(out: Path) -> None:
    assert main.main(["powerbi", "--repoint", str(out), "--template"]) == ExitCode.USAGE
