"""What the figures of stability mean, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from crri_gui.engine.query.dashboard.extensions.movement import Movement
from crri_gui.messages import Sentence, sentence

_ALIKE, _APART = 0.1, 0.25
"""The usual ends of PSI: below the first nothing has changed, from the second on much has."""
_FEW = 30
"""Of fewer customers the moves of single ones decide."""


def stability_sentences(told: Movement) -> Iterator[Sentence]:
    """PSI and the adjusted Rand index with what they mean; nothing of few customers."""
    if told.customers_before < _FEW:
        return
    if told.psi is not None:
        if told.psi < _ALIKE:
            name = "segments_psi"
        elif told.psi < _APART:
            name = "segments_psi.somewhat"
        else:
            name = "segments_psi.much"
        yield sentence(name, psi=told.psi)
    if told.adjusted_rand_index is not None:
        yield sentence("segments_rand", index=told.adjusted_rand_index)
