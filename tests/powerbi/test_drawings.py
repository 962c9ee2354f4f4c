"""The pictures of the report's pages: what is in the project's files is what is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from build_scripts import drawings
from build_scripts.report_files import NotDrawn, area_of, fields_in, option, pages_of, visuals_of
from build_scripts.report_numbers import Sample, card_text, the_sample
from crri_gui.dashboard.pages import PAGES
from crri_gui.dashboard.palette import LIGHT
from crri_gui.definitions import Definitions
from crri_gui.powerbi.project.project import project_files
from tests.effort import tries

pytestmark = pytest.mark.long

COMMITTED = drawings.ROOT / "powerbi"
GROUND = QColor(LIGHT.window).rgb()


@pytest.fixture(scope="module")
def sample(qapp: QApplication) -> Iterator[Sample]:
    """The sample shop's numbers, and an application to draw them with."""
    font = qapp.font()
    assert drawings.application() is qapp
    with the_sample() as made:
        yield made
    qapp.setFont(font)


@pytest.fixture(scope="module")
def pictures(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[Path, QImage]:
    """Pages of a project as they are drawn: every second one, or all of them."""
    folder = tmp_path_factory.mktemp("project")
    return {page: _image(page, sample) for page in pages_of(written(folder))[:: tries(3, 1)]}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project written anew, to be changed."""
    return written(tmp_path)


def written(folder: Path) -> Path:
    files = project_files(r"C:\Data", Definitions().as_dict(()), extensions=())
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def drawn(page: Path, sample: Sample) -> Any:
    """Where the picture of a page is not the page's ground: rows and columns of pixels."""
    return _pixels(_image(page, sample)) != GROUND


def _image(page: Path, sample: Sample) -> QImage:
    return drawings.draw(page, sample).convertToFormat(QImage.Format.Format_RGB32)


def _pixels(image: QImage) -> Any:
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    return pixels.reshape(image.height(), image.width())


def change(file: Path, **place: int) -> None:
    content = json.loads(file.read_bytes())
    content["position"].update(place)
    file.write_text(json.dumps(content), encoding="utf-8")


def test_the_project_has_every_page(project: Path) -> None:
    pages = [page for page in PAGES if page.is_with(())]
    views = sum(len(page.views) for page in pages)
    # Beside them: definitions, two of details, the tooltip.
    assert len(pages_of(project)) == len(pages) + views + 4


def test_every_visual_is_drawn_in_its_place_and_nothing_beside_it(
    pictures: dict[Path, QImage],
) -> None:
    for page, image in pictures.items():
        marks = _pixels(image) != GROUND
        about = json.loads((page / "page.json").read_bytes())
        assert marks.shape == (about["height"], about["width"])
        for path, visual in visuals_of(page):
            area = area_of(visual).toRect()
            inside = (
                slice(area.top(), area.bottom() + 1),
                slice(area.left(), area.right() + 1),
            )
            # Text on the page's own ground has few pixels; a frame alone would be one colour.
            assert marks[inside].sum() > 200, path
            marks[inside] = False
        # Left is the line that says what the picture is, in the margin below the visuals.
        assert marks[-24:].any()
        assert not marks[:-24].any()


def test_charts_are_more_than_their_frames(pictures: dict[Path, QImage]) -> None:
    for page, image in pictures.items():
        pixels = _pixels(image)
        for path, visual in visuals_of(page):
            if visual["visual"]["visualType"] in ("textbox", "pageNavigator", "actionButton"):
                continue
            title = 40 if option(visual, "title", "show", False) else 28
            if not option(visual, "background", "show", True):
                title = 0
            area = area_of(visual).adjusted(10, title, -10, -8).toRect()
            body = pixels[area.top() : area.bottom(), area.left() : area.right()]
            assert (body != QColor(LIGHT.surface).rgb()).sum() > 100, path


def test_the_figures_on_the_cards_are_the_engines(sample: Sample) -> None:
    cards = {
        option(visual, "title", "text"): card_text(visual, sample)
        for page in pages_of(COMMITTED)
        for _, visual in visuals_of(page)
        if visual["visual"]["visualType"] == "cardVisual"
        and len(fields_in(visual, "Data")) == 1
        and option(visual, "title", "show")
    }
    assert set(cards) == {
        card.name for page in PAGES if page.is_with(()) for card in page.power_bi_cards
    }
    for name, text in cards.items():
        value = sample.value(name)
        assert value is not None
        number = float(value)
        if text.endswith("%"):
            assert text == f"{number * 100:.2f}%"
        elif text.endswith("M"):
            assert name == "Total Revenue" and text == f"{number / 1e6:.2f}M"
        elif name in ("Active Customers", "Total Orders"):
            assert int(text.replace(",", "")) == number
        else:
            assert text == f"{number:,.2f}"


def test_a_visual_that_moves_in_its_file_moves_in_the_picture(
    project: Path, sample: Sample
) -> None:
    page = pages_of(project)[0]
    path, card = next(
        (path, visual)
        for path, visual in visuals_of(page)
        if visual["visual"]["visualType"] == "cardVisual" and option(visual, "title", "show")
    )
    area = area_of(card).toRect()
    rows = slice(area.top(), area.bottom() + 1)
    columns = slice(area.left(), area.right() + 1)
    before = drawn(page, sample)[rows, columns]
    for other, _ in visuals_of(page):
        if other != path:
            other.unlink()
    change(path, y=area.top() + 300)
    after = drawn(page, sample)
    assert not after[rows, columns].any()
    assert (after[rows.start + 300 : rows.stop + 300, columns] == before).all()


def test_an_unknown_kind_of_visual_is_an_error_that_names_the_file(
    project: Path, sample: Sample
) -> None:
    page = pages_of(project)[1]
    path, visual = visuals_of(page)[0]
    visual["visual"]["visualType"] = "waterfallChart"
    path.write_text(json.dumps(visual), encoding="utf-8")
    with pytest.raises(NotDrawn, match="waterfallChart") as error:
        drawings.draw(page, sample)
    assert str(path) in str(error.value)


def test_the_pictures_in_the_repository_belong_to_its_project() -> None:
    assert drawings.stale(COMMITTED) == [], "run: python build_scripts/drawings.py"
    made = {drawings.picture_name(page) for page in pages_of(COMMITTED)}
    assert {path.name for path in drawings.PICTURES.iterdir()} == made
    for path in drawings.PICTURES.iterdir():
        assert path.stat().st_size < 180_000, path


def test_a_changed_page_makes_its_picture_stale_and_no_other(project: Path) -> None:
    assert drawings.stale(project) == []
    page = pages_of(project)[3]
    change(visuals_of(page)[0][0], x=25)
    assert drawings.stale(project) == [page]


def test_the_read_me_shows_every_picture_and_says_what_it_is() -> None:
    text = (COMMITTED / "README.md").read_text(encoding="utf-8")
    for page in pages_of(COMMITTED):
        assert f"](pictures/{drawings.picture_name(page)})" in text
    assert "not screenshots of Power BI" in text
