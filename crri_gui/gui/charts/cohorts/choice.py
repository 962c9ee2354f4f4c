"""Which cohorts are drawn as curves, each in a colour of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crri_gui.gui.charts.cohorts.curves import CURVE_SERIES

Chosen = dict[str, int]
"""The place in the theme's series of each cohort that is drawn, by its key; oldest choice first."""


def chosen_at_first(cohorts: Iterable[str]) -> Chosen:
    """These cohorts, as far as there are colours."""
    return dict(zip(cohorts, CURVE_SERIES, strict=False))


def chosen_after_click(chosen: Mapping[str, int], cohort: str) -> Chosen:
    """With the cohort, or without it where it was drawn; the oldest choice makes room."""
    if cohort in chosen:
        return {key: series for key, series in chosen.items() if key != cohort}
    kept = dict(chosen)
    if len(kept) == len(CURVE_SERIES):
        del kept[next(iter(kept))]
    free = next(series for series in CURVE_SERIES if series not in kept.values())
    return {**kept, cohort: free}


def marks(chosen: Mapping[str, int], cohorts: Sequence[str]) -> dict[int, int]:
    """The colours of the rows of a matrix of these cohorts, by row."""
    return {row: chosen[key] for row, key in enumerate(cohorts) if key in chosen}
