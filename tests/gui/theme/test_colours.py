"""Colours stay apart for every kind of colour vision."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from crri_gui.dashboard.palette import (
    CONTRAST_LIGHT,
    LIGHT,
    Theme,
)
from tests.gui.theme.contrast import EVERY, luminance

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
