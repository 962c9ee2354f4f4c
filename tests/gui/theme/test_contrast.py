"""Texts and marks of every theme stand out from every ground they stand on."""

from __future__ import annotations

import re

import pytest

from crri_gui.dashboard.palette import (
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    Theme,
)
from crri_gui.gui.theme.style import style_sheet
from tests.gui.theme.contrast import EVERY, contrast


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
