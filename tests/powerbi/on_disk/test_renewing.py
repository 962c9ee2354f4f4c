"""What a project tells of a run after another one: the script, and the page of definitions."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from crri_gui.cli import main
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.publish.release import hold
from crri_gui.errors import ExitCode
from crri_gui.powerbi.project.placement import repoint, write_project
from crri_gui.powerbi.project.presentation import PRESENTATION
from crri_gui.powerbi.project.project import EXPRESSIONS
from crri_gui.powerbi.project.refresh import renew
from crri_gui.powerbi.project.writing import RECORD
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.powerbi.on_disk.driving import everything
from tests.shops import publish_copy

pytestmark = pytest.mark.long

BEFORE, AFTER = "400.00 from 7 orders", "1,400.00 from 8 orders"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The small shop, one large order later."""
    shop = small_shop()
    shop.add("o8", "u5", "2020-04-30 13:00:00", 1000)
    return shop.write(tmp_path / "later")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The small shop as published, with a project."""
    small_shop().write(tmp_path / "first")
    folder = publish_copy(small_shop(), tmp_path / "out")
    assert _crri("powerbi", "--output-dir", folder) == ExitCode.DONE
    assert BEFORE in _script(folder)
    return folder


def _crri(*arguments: str | Path) -> int:
    return main.main([*map(str, arguments), "--quiet"])


def _script(folder: Path) -> str:
    return (folder / PRESENTATION).read_text(encoding="utf-8")


def test_a_run_and_a_restore_renew_the_script_and_nothing_else(
    out: Path, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(out)
    run = ["run", "--input-dir", str(raw), "--output-dir", str(out)]
    assert main.main(run) == ExitCode.DONE
    assert f"{PRESENTATION} tells the figures of what is published now" in capsys.readouterr().out
    assert AFTER in _script(out) and BEFORE not in _script(out)
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert f"published {manifest['created']}" in _script(out)
    project = {name for name in before if "Customer_Revenue" in name and name != RECORD}
    assert {name: everything(out)[name] for name in project} == {n: before[n] for n in project}
    # It is still CRRI's own, so the project is as a fresh one would be.
    assert write_project(RunContext(), out, command="test").written.unchanged
    assert _crri("restore", "--output-dir", out) == ExitCode.DONE
    assert BEFORE in _script(out)


@exhaustive
def test_a_script_that_the_user_changed_is_left_and_named(
    out: Path, raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / PRESENTATION).write_text("my own words")
    run = ["run", "--input-dir", str(raw), "--output-dir", str(out)]
    assert main.main(run) == ExitCode.DONE
    said = capsys.readouterr().out
    assert f"You have changed {PRESENTATION}" in said and "former run" in said
    assert _script(out) == "my own words"


def test_a_script_that_the_user_deleted_stays_away(out: Path, raw: Path) -> None:
    (out / PRESENTATION).unlink()
    assert _crri("run", "--input-dir", raw, "--output-dir", out) == ExitCode.DONE
    assert not (out / PRESENTATION).exists()


def test_without_a_project_a_run_writes_no_script(out: Path, raw: Path, tmp_path: Path) -> None:
    assert _crri("run", "--input-dir", raw, "--output-dir", tmp_path / "plain") == ExitCode.DONE
    assert not (tmp_path / "plain" / PRESENTATION).exists()
    assert renew(RunContext(), tmp_path / "plain", command="test") == ()


def test_other_definitions_make_the_project_out_of_date_until_it_is_written_again(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = ["run", "--input-dir", str(out.parent / "first"), "--output-dir", str(out)]
    assert main.main([*run, "--set", "order_value=payments"]) == ExitCode.DONE
    assert "again to bring it up to date" in capsys.readouterr().out
    assert _crri("powerbi", "--output-dir", out) == ExitCode.DONE
    assert renew(RunContext(), out, command="test") == ()


def test_what_a_killed_run_left_behind_is_made_good_by_the_next(out: Path, raw: Path) -> None:
    record, script = (out / RECORD).read_bytes(), _script(out)
    run = ("run", "--input-dir", raw, "--output-dir", out)
    assert _crri(*run) == ExitCode.DONE
    (out / RECORD).write_bytes(record)
    (out / PRESENTATION).write_text(script, encoding="utf-8")
    assert _crri(*run, "--if-changed") == ExitCode.UNCHANGED
    assert AFTER in _script(out)


def test_a_failure_is_told_and_the_run_is_done(out: Path, raw: Path) -> None:
    (out / "monthly_revenue.csv").write_text("month,money\n2020-01,abc\n")
    manifest = json.loads((out / "manifest.json").read_bytes())
    manifest["created"] = "2030-01-01T00:00:00+00:00"
    (out / "manifest.json").write_text(json.dumps(manifest))
    (said,) = renew(RunContext(), out, command="test")
    assert said.startswith(f"{PRESENTATION} may tell the figures of a former run: ")
    assert BEFORE in _script(out)
    cancelled = RunContext()
    cancelled.cancel()
    assert renew(cancelled, out, command="test") == (
        f"{PRESENTATION} may tell the figures of a former run: Cancelled.",
    )
    with hold(out, "another run"):
        (said,) = renew(RunContext(), out, command="test")
    assert "in use by" in said


@exhaustive
def test_the_script_of_a_project_that_reads_elsewhere_tells_of_what_it_reads(
    out: Path, raw: Path, tmp_path: Path
) -> None:
    there = tmp_path / "there"
    assert _crri("run", "--input-dir", raw, "--output-dir", there) == ExitCode.DONE
    before = everything(out)
    project = repoint(RunContext(), out, command="test", data_folder=str(there))
    after = everything(out)
    # The record is CRRI's own; what else has changed is named.
    assert {name for name in after if after[name] != before[name]} == {
        *project.written.written,
        RECORD,
    }
    assert project.written.written == (EXPRESSIONS, PRESENTATION)
    assert AFTER in _script(out) and f"in {there}" in _script(out)
    # Another run into the project's own folder changes nothing of that.
    first = out.parent / "first"
    assert _crri("run", "--input-dir", first, "--output-dir", out) == ExitCode.DONE
    assert AFTER in _script(out)
    assert write_project(RunContext(), out, command="test").written.unchanged
    shutil.rmtree(there)
    write_project(RunContext(), out, command="test")
    assert BEFORE in _script(out) and "beside this file" in _script(out)


def test_csvs_without_orders_are_said_to_have_none(out: Path) -> None:
    for path in out.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    (out / "manifest.json").unlink()
    write_project(RunContext(), out, command="test")
    assert "There are no orders in the CSVs beside this file" in _script(out)
