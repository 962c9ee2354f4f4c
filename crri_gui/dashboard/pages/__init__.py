"""The pages of the dashboard: each module describes one, its `PAGE`, for all that draw it.

Found by listing this folder. What a page shows beyond what a description can say has a module of
its name in the window (`gui/pages/dashboard/tabs`) and among the questions
(`engine/query/dashboard/pages`); most need neither.
"""

from __future__ import annotations

import sys

from crri_gui.dashboard.listing import defined_in
from crri_gui.dashboard.page import Page

PAGES: tuple[Page, ...] = tuple(
    sorted(defined_in(sys.modules[__name__], "PAGE").values(), key=lambda page: page.order)
)
PAGE_KEYS: tuple[str, ...] = tuple(page.key for page in PAGES)
