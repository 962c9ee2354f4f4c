"""CRRI in Python and notebooks: from a raw folder to frames, a heat map and published files.

    import crri_gui as crri

    shop = crri.open("raw/")
    with shop.run() as results:
        results["monthly_revenue"].to_pandas()
        results.cohorts().style()

A thin face of the engine: every number is asked by the statements that the command line, the window
and the dashboards ask. What is in `__all__` is public and stays; `crri_gui` has all of it, imported
when it is first asked for.
"""

from crri_gui.errors import (
    Cancelled,
    CrriError,
    InputError,
    OtherShop,
    OutputError,
    ReconciliationError,
    UsageError,
)
from crri_gui.library.cohorts import Cohorts, HeatMap
from crri_gui.library.comparison import Comparison
from crri_gui.library.data import Data, measures
from crri_gui.library.opening import demo, open, read
from crri_gui.library.published import Published
from crri_gui.library.report import InputRefused, Report
from crri_gui.library.results import PowerBiProject, Publication, Results
from crri_gui.library.shop import Shop
from crri_gui.library.table import Table

__all__ = [
    "Cancelled",
    "Cohorts",
    "Comparison",
    "CrriError",
    "Data",
    "HeatMap",
    "InputError",
    "InputRefused",
    "OtherShop",
    "OutputError",
    "PowerBiProject",
    "Publication",
    "Published",
    "ReconciliationError",
    "Report",
    "Results",
    "Shop",
    "Table",
    "UsageError",
    "demo",
    "measures",
    "open",
    "read",
]
