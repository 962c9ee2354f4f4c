"""Both themes: contrast as WCAG counts it, colours that stay apart, text that grows."""

from __future__ import annotations

import math
import os
import re
import shutil
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

import crri_gui
from crri_gui.dashboard.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LIGHT,
    THEMES,
    Theme,
)
from crri_gui.gui.pages.dashboard.page import DashboardPage
from crri_gui.gui.shell.help.window import Help
from crri_gui.gui.shell.window import Window
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.theme.style import style_sheet
from crri_gui.gui.widgets.basics import Notice

EVERY = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)


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


@EVERY
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
        (theme.on_primary, theme.primary),
        (theme.accent, theme.accent_soft),
        (theme.text, theme.accent_soft),
        (theme.muted, theme.accent_soft),
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


@EVERY
def test_marks_outlines_and_series_hold_three_to_one(theme: Theme) -> None:
    marks = [theme.outline, theme.focus, *theme.series]
    # At its cursor a chart has the soft ground, as a chosen step and a chip have.
    grounds = (theme.window, theme.surface, theme.raised, theme.accent_soft)
    assert [(m, g) for m in marks for g in grounds if contrast(m, g) < 3] == []


@EVERY
def test_what_has_the_ground_of_a_selection_has_its_text(theme: Theme) -> None:
    rules = re.findall(r"([^{}]+){([^{}]*)}", style_sheet(theme, 10))
    grounds = [
        (name, rule)
        for name, rule in rules
        if f" background: {theme.selection};" in rule
        and ("::" not in name or "::item" in name)  # marks and handles have no text
    ]
    assert len(grounds) > 3
    assert [name for name, rule in grounds if f" color: {theme.on_selection};" not in rule] == []


@EVERY
def test_the_ring_of_the_primary_button_is_seen(theme: Theme) -> None:
    """Its ring has the colour of text: it differs from the button and from what is around it."""
    grounds = (theme.primary, theme.window, theme.surface)
    assert [g for g in grounds if contrast(theme.text, g) < 3] == []
    assert min(contrast(theme.primary, g) for g in (theme.window, theme.surface)) >= 3


@pytest.mark.parametrize("theme", [CONTRAST_LIGHT, CONTRAST_DARK], ids=lambda theme: theme.name)
def test_high_contrast_holds_seven_to_one(theme: Theme) -> None:
    grounds = (theme.window, theme.surface, theme.raised)
    texts = (theme.text, theme.muted, theme.accent, theme.ok, theme.warning, theme.error)
    assert [(t, g) for t in texts for g in grounds if contrast(t, g) < 7] == []
    assert contrast(theme.on_selection, theme.selection) >= 7
    lines = (theme.border, theme.outline, theme.focus)
    assert [(line, g) for line in lines for g in grounds if contrast(line, g) < 4.5] == []


Lab = tuple[float, float, float]
Matrix = tuple[Lab, Lab, Lab]


def seen_by(colour: str, matrix: Matrix) -> Lab:
    """The colour as these eyes see it, in Lab."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    r, g, b = (
        min(1.0, max(0.0, sum(k * v for k, v in zip(row, linear, strict=True)))) for row in matrix
    )
    x = 0.4124 * r + 0.3576 * g + 0.1805 * b
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = 0.0193 * r + 0.1192 * g + 0.9505 * b

    def f(t: float) -> float:
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    fx, fy, fz = f(x / 0.9505), f(y), f(z / 1.089)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def apart(one: Lab, other: Lab) -> float:
    """The difference of two colours: CIEDE2000 (Sharma, Wu and Dalal, 2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    more = 1.5 - 0.5 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * more, b1), math.hypot(a2 * more, b2)
    h1 = math.degrees(math.atan2(b1, a1 * more)) % 360
    h2 = math.degrees(math.atan2(b2, a2 * more)) % 360
    turn = h2 - h1
    if c1 * c2 == 0:
        turn, h = 0.0, h1 + h2
    else:
        h = (h1 + h2) / 2
        if abs(turn) > 180:
            turn += -360 if turn > 0 else 360
            h += 180 if h1 + h2 < 360 else -180
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    t = 1 - 0.17 * math.cos(math.radians(h - 30)) + 0.24 * math.cos(math.radians(2 * h))
    t += 0.32 * math.cos(math.radians(3 * h + 6)) - 0.2 * math.cos(math.radians(4 * h - 63))
    far = (light - 50) ** 2
    by_light = (l2 - l1) / (1 + 0.015 * far / math.sqrt(20 + far))
    by_chroma = (c2 - c1) / (1 + 0.045 * c)
    by_hue = hue / (1 + 0.015 * c * t)
    twist = math.sin(math.radians(60 * math.exp(-(((h - 275) / 25) ** 2))))
    twist *= -2 * math.sqrt(c**7 / (c**7 + 25**7))
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue)


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        # Of the pairs by which Sharma, Wu and Dalal let an implementation be checked.
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ],
)
def test_the_difference_of_colours_on_known_pairs(one: Lab, other: Lab, difference: float) -> None:
    assert apart(one, other) == pytest.approx(difference, abs=0.0001)


# On linear light; Machado, Oliveira and Fernandes (2009), at full severity.
EYES: dict[str, Matrix] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@EVERY
@pytest.mark.parametrize("eyes", EYES)
def test_the_series_stay_apart_for_every_kind_of_colour_vision(theme: Theme, eyes: str) -> None:
    seen = [seen_by(colour, EYES[eyes]) for colour in theme.series]
    near = {
        (theme.series.index(a), theme.series.index(b)): round(apart(one, other), 1)
        for (a, one), (b, other) in combinations(zip(theme.series, seen, strict=True), 2)
        if apart(one, other) < 10
    }
    assert near == {}


@EVERY
@pytest.mark.parametrize("eyes", EYES)
def test_the_first_month_is_no_step_of_the_ramp(theme: Theme, eyes: str) -> None:
    first = seen_by(theme.first, EYES[eyes])
    others = [*theme.ramp, theme.unseen]
    assert min(apart(first, seen_by(colour, EYES[eyes])) for colour in others) >= 10


@EVERY
def test_the_ramp_goes_one_way(theme: Theme) -> None:
    lights = [luminance(colour) for colour in theme.ramp]
    assert lights == sorted(lights, reverse=theme in (LIGHT, CONTRAST_LIGHT))


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


def _looks(root: QWidget) -> set[tuple[str, str, float, str]]:
    """Of every text that is seen: what it is, its kind, the size of its letters, its colour."""
    return {
        (
            type(one).__name__,
            one.objectName(),
            one.font().pointSizeF(),
            one.palette().color(one.foregroundRole()).name(),
        )
        for kind in (QLabel, QAbstractButton, QLineEdit, QAbstractItemView)
        for one in root.findChildren(kind)
        if one.isVisible()
    }


def test_another_look_is_on_every_page_that_is_shown_next(
    window: Window, with_results: Session, qtbot: QtBot
) -> None:
    """Pages and dialogs that were there before look as those of a window that began with it."""
    looks, normal = with_results.appearance, QApplication.font().pointSizeF()

    def settled() -> None:
        qtbot.waitUntil(lambda: not (with_results.queries.busy or with_results.worker.busy))
        qtbot.wait(1)

    def show_all() -> dict[str, set[tuple[str, str, float, str]]]:
        seen = {}
        for step in steps.STEPS:
            window.show_page(step)
            settled()
            seen[step] = _looks(window)
            if step == "dashboard":
                for bar in window.page(step).findChildren(QTabBar):
                    for place in range(bar.count()):
                        bar.setCurrentIndex(place)
                        settled()
                        seen[f"{step} {place}"] = _looks(window)
                    bar.setCurrentIndex(0)
        window.show_help("keys")
        told = window.findChild(Help)
        assert told is not None
        seen["help"] = {*_looks(told), _ground(told)}
        return seen

    def _ground(dialog: QWidget) -> tuple[str, str, float, str]:
        return ("ground", "", 0.0, dialog.grab().toImage().pixelColor(3, 3).name())

    def check(theme: Theme, scale: float) -> None:
        colours = {getattr(theme, name) for name in ("text", "muted", "accent", "ok", "warning")}
        colours |= {theme.error, theme.outline, theme.on_primary, "#000000"}
        seen = show_all()
        assert ("ground", "", 0.0, theme.window) in seen["help"]
        titles = [size for page in seen.values() for _, name, size, _ in page if name == "title"]
        assert titles == [pytest.approx(1.7 * scale * normal, abs=0.1)] * len(titles)
        for place, page in seen.items():
            plain = {one for one in page if one[:2] == ("QLabel", "muted")}
            assert {one for one in plain if one[2] != pytest.approx(scale * normal)} == set(), place
            assert {one for one in page if one[0] == "QLabel" and one[3] not in colours} == set()

    check(LIGHT, 1.0)
    dashboard = window.page("dashboard")
    assert isinstance(dashboard, DashboardPage)
    hidden = [tab for tab in dashboard.tabs.values() if not tab.isVisible()]
    assert hidden
    former = [tab.styleSheet() for tab in hidden]
    try:
        looks.choose("dark")
        looks.set_text_size(150)
        # Nobody waits for what is not seen: it gets the new look when it is shown.
        assert [tab.styleSheet() for tab in hidden] == former
        check(DARK, 1.5)
    finally:
        looks.set_text_size(100)
        looks.choose("light")
    check(LIGHT, 1.0)


def test_high_contrast_is_a_choice_of_its_own(qapp: QApplication) -> None:
    appearance = Appearance("contrast")
    assert appearance.theme in (CONTRAST_LIGHT, CONTRAST_DARK)
    assert qapp.palette().window().color() == QColor(appearance.theme.window)
    appearance.choose("light")
    assert appearance.theme is LIGHT


def test_what_is_no_choice_is_the_systems(qapp: QApplication) -> None:
    appearance = Appearance("purple", 33)
    assert (appearance.choice, appearance.text_size) == ("system", 100)


_CHECKED = """
import sys
from PySide6.QtCore import QFile
from PySide6.QtWidgets import QCheckBox
from crri_gui.gui.shell.app import make_application
from crri_gui.gui.theme.appearance import Appearance
from crri_gui.gui.widgets.basics import Notice
application = make_application(["crri-gui"])
appearance = Appearance("light")
box = QCheckBox("")
appearance.dress(box)
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


def test_a_notice_that_changes_its_kind_changes_the_colour_of_its_headline(
    session: Session, qtbot: QtBot
) -> None:
    notice = Notice("error")
    qtbot.addWidget(notice)
    session.appearance.dress(notice)
    headline = notice.findChild(QLabel, "what")
    assert headline is not None
    theme = session.appearance.theme
    for kind, colour in (
        ("warning", theme.warning),
        ("ok", theme.ok),
        ("note", theme.text),
        ("error", theme.error),
    ):
        notice.tell(kind, "What happened")
        assert headline.palette().windowText().color().name() == colour.lower(), kind
