"""All hidden measures of a report, in the order in which the model lists them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from crri_gui.dashboard.page import Page
from crri_gui.dashboard.pages import PAGES
from crri_gui.definitions import Shop
from crri_gui.powerbi.model.hidden.comparisons import comparisons
from crri_gui.powerbi.model.hidden.details import of_cohorts
from crri_gui.powerbi.model.hidden.findings import findings
from crri_gui.powerbi.model.hidden.notes import notes
from crri_gui.powerbi.model.hidden.publication import freshness
from crri_gui.powerbi.model.hidden.told import Told
from crri_gui.powerbi.model.language import ENGLISH, Language
from crri_gui.powerbi.model.schema import formats


def pages_with(extensions: Collection[str] | None) -> tuple[Page, ...]:
    """The pages over these groups of extension tables; None: all."""
    return tuple(page for page in PAGES if page.is_with(extensions))


def hidden_measures(pages: Sequence[Page], shop: Shop, say: Language = ENGLISH) -> tuple[Told, ...]:
    """What the report of these pages says beside the measures that they show."""
    return (
        *notes(pages, say),
        freshness(say),
        of_cohorts(),
        *comparisons(pages, formats(shop), say),
        *findings(pages, shop, say),
    )
