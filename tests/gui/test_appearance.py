"""Both themes: contrast as WCAG counts it, colours that stay apart, text that grows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import crri_gui
from crri_gui.dashboard.palette import DARK, LIGHT, Theme
from crri_gui.gui.theme.appearance import Appearance

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_on_known_pairs() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_holds_aa_on_every_ground_it_stands_on(theme: Theme) -> None:
    pairs = [
        *(
            (text, ground)
            for text in (theme.text, theme.muted)
            for ground in (theme.window, theme.surface, theme.raised)
        ),
        *(
            (colour, ground)
            for colour in (theme.ok, theme.warning, theme.error, theme.accent)
            for ground in (theme.window, theme.surface)
        ),
        (theme.on_accent, theme.accent),
        (theme.accent, theme.accent_soft),
        (theme.text, theme.accent_soft),
        (theme.ok, theme.ok_soft),
        (theme.text, theme.ok_soft),
        (theme.warning, theme.warning_soft),
        (theme.text, theme.warning_soft),
        (theme.error, theme.error_soft),
        (theme.text, theme.error_soft),
        (theme.on_selection, theme.selection),
    ]
    low = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert low == []


@THEMES
def test_marks_outlines_and_series_hold_three_to_one(theme: Theme) -> None:
    marks = [theme.outline, theme.focus, *theme.series]
    low = [(m, g) for m in marks for g in (theme.window, theme.surface) if contrast(m, g) < 3]
    assert low == []


def seen_by(colour: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    """The colour as a dichromat sees it (Viénot's matrices on linear light), in Lab."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    r, g, b = (sum(k * v for k, v in zip(row, linear, strict=True)) for row in matrix)
    x = 0.4124 * r + 0.3576 * g + 0.1805 * b
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = 0.0193 * r + 0.1192 * g + 0.9505 * b

    def f(t: float) -> float:
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    fx, fy, fz = f(x / 0.9505), f(y), f(z / 1.089)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


EYES = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@THEMES
@pytest.mark.parametrize("eyes", EYES)
def test_the_first_series_stay_apart_for_colour_blind_eyes(theme: Theme, eyes: str) -> None:
    """The three colours that stand in one chart (segments) differ by 10 or more in Lab."""
    seen = [seen_by(colour, EYES[eyes]) for colour in theme.series[:3]]
    for one, other in combinations(seen, 2):
        distance = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        assert distance > 10


@THEMES
def test_the_ramp_goes_one_way(theme: Theme) -> None:
    lights = [luminance(colour) for colour in theme.ramp]
    assert lights == sorted(lights, reverse=theme is LIGHT)


def test_the_theme_reaches_the_application_and_tells(qapp: QApplication) -> None:
    appearance = Appearance("light")
    told: list[str] = []
    appearance.changed.connect(lambda: told.append(appearance.theme.name))
    appearance.choose("dark")
    assert told == ["dark"]
    assert qapp.palette().window().color() == QColor(DARK.window)
    appearance.choose("light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)


def test_text_grows_from_the_systems_size_and_back(qapp: QApplication) -> None:
    appearance = Appearance("light")
    normal = qapp.font().pointSizeF()
    appearance.set_text_size(200)
    assert qapp.font().pointSizeF() == pytest.approx(2 * normal)
    appearance.set_text_size(100)
    assert qapp.font().pointSizeF() == pytest.approx(normal)


def test_what_is_no_choice_is_the_systems(qapp: QApplication) -> None:
    appearance = Appearance("purple", 33)
    assert (appearance.choice, appearance.text_size) == ("system", 100)


_CHECKED = """
import sys
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QCheckBox
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.theme.appearance import Appearance
application = make_application(["crri-gui"])
appearance = Appearance("light")
box = QCheckBox("")
box.setChecked(True)
box.resize(60, 30)
box.grab().save(sys.argv[1])
print(QFile.exists("crriicons:check-light.svg"))
"""


def test_the_style_survives_any_folder_it_is_installed_in(tmp_path: Path) -> None:
    strange = tmp_path / "Programas (x86) d'ação"
    package = Path(crri_gui.__file__).parent
    shutil.copytree(package, strange / package.name)
    pictures = []
    for number, place in enumerate((package.parent, strange)):
        picture = tmp_path / f"{number}.png"
        done = subprocess.run(
            [sys.executable, "-c", _CHECKED, picture],
            env={**os.environ, "PYTHONPATH": str(place)},
            cwd=place,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "parse" not in done.stderr
        assert done.stdout == "True\n"
        pictures.append(picture.read_bytes())
    assert pictures[0] == pictures[1]
