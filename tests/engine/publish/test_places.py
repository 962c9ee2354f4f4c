"""Where files may be written that are no outputs: over nothing that a run or a dashboard reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import Found, find_what_is_there
from crri_gui.engine.publish.places import refuse_no_file, refuse_place, refuse_place_of_persons
from crri_gui.errors import UsageError
from tests.dashboard_shop import small_shop
from tests.shops import FILES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A raw folder, a published set beside it, and a program's folder with its own manifest."""
    made = tmp_path_factory.mktemp("places")
    small_shop().write(made / "raw")
    (made / "raw" / "pictures").mkdir()
    (made / "out" / "master_orders").mkdir(parents=True)
    for name in ("manifest.json", "monthly_revenue.csv"):
        (made / "out" / name).write_text("published", encoding="utf-8")
    (made / "app").mkdir()
    (made / "app" / "manifest.json").write_text("{}", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def raw(folder: Path) -> Found:
    return find_what_is_there(folder / "raw", {}, run=RunContext())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (f"raw/{FILES['orders']}", "target_is_raw_file"),
        # The next run would read it, or say that it may hold a table.
        ("raw/customers of SP.csv", "target_among_raw_files"),
        ("raw/pictures/list.xlsx", "target_among_raw_files"),
        ("raw/why.html", "target_among_raw_files"),
        ("raw/revenue.png", None),
        ("raw/pictures/revenue.svg", None),
        ("out/manifest.json", "target_is_published_file"),
        ("out/monthly_revenue.csv", "target_is_published_file"),
        ("out/monthly_revenue.xlsx", "target_is_published_file"),
        ("out/rejects.csv", "target_is_published_file"),
        ("out/crri_outputs.xlsx", "target_is_published_file"),
        # A dashboard reads all files of that folder as one table.
        ("out/master_orders/mine.parquet", "target_is_published_file"),
        ("out/mine.csv", None),
        ("app/manifest.json", None),
        ("app/monthly_revenue.csv", None),
    ],
)
def test_a_file_lies_over_nothing_that_others_read(
    folder: Path, raw: Found, name: str, code: str | None
) -> None:
    if code is None:
        refuse_place([raw], folder / name)
        return
    with pytest.raises(UsageError) as refusal:
        refuse_place([raw], folder / "out" / "mine.csv", folder / name)
    assert (refusal.value.code, refusal.value.file) == (code, str(folder / name))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("raw/who", "persons_among_raw_files"),
        ("raw/pictures/who.png", "persons_among_raw_files"),
        ("out/who.csv", "persons_among_published"),
        ("out/backups/who.csv", "persons_among_published"),
        ("app/who.csv", None),
        ("who.csv", None),
    ],
)
def test_a_list_of_persons_lies_in_no_folder_that_is_handed_on(
    folder: Path, name: str, code: str | None
) -> None:
    if code is None:
        refuse_place_of_persons(folder / "raw", folder / name)
        return
    with pytest.raises(UsageError) as refusal:
        refuse_place_of_persons(folder / "raw", folder / name)
    assert refusal.value.code == code


def test_what_can_be_no_file_is_refused(folder: Path) -> None:
    for targets, code in (
        ([folder / "out"], "target_is_folder"),
        ([folder / "gone" / "x.csv"], "target_without_folder"),
        ([folder / "x.csv", folder / "app" / ".." / "x.csv"], "targets_are_one"),
    ):
        with pytest.raises(UsageError) as refusal:
            refuse_no_file(*targets)
        assert refusal.value.code == code
