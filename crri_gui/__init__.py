"""CRRI, Customer Revenue & Retention Intelligence.

In Python and notebooks, `import crri_gui as crri` is the library (`crri_gui.library`): `crri.open`
and what comes of it. It is imported when it is first used.
"""

from __future__ import annotations

__version__ = "0.1.0"

# As `typing` has it, which is not imported: a program answers Ctrl-C from its first imports on.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from crri_gui import models as models
    from crri_gui.library import Cancelled as Cancelled
    from crri_gui.library import Cohorts as Cohorts
    from crri_gui.library import Comparison as Comparison
    from crri_gui.library import CrriError as CrriError
    from crri_gui.library import Data as Data
    from crri_gui.library import HeatMap as HeatMap
    from crri_gui.library import InputError as InputError
    from crri_gui.library import InputRefused as InputRefused
    from crri_gui.library import OtherShop as OtherShop
    from crri_gui.library import OutputError as OutputError
    from crri_gui.library import PowerBiProject as PowerBiProject
    from crri_gui.library import Publication as Publication
    from crri_gui.library import Published as Published
    from crri_gui.library import ReconciliationError as ReconciliationError
    from crri_gui.library import Report as Report
    from crri_gui.library import Results as Results
    from crri_gui.library import Shop as Shop
    from crri_gui.library import Table as Table
    from crri_gui.library import UsageError as UsageError
    from crri_gui.library import demo as demo
    from crri_gui.library import measures as measures
    from crri_gui.library import open as open
    from crri_gui.library import read as read
else:
    # As text: whoever imports a part of the package, such as the command line, needs none of it.
    _LIBRARY = (
        "Cancelled Cohorts Comparison CrriError Data HeatMap InputError InputRefused OtherShop "
        "OutputError PowerBiProject Publication Published ReconciliationError Report Results Shop "
        "Table UsageError demo measures open read"
    ).split()

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name == "models":
            return import_module("crri_gui.models")
        if name not in _LIBRARY:
            raise AttributeError(f"module 'crri_gui' has no attribute {name!r}")
        return getattr(import_module("crri_gui.library"), name)

    def __dir__() -> list[str]:
        return sorted([*_LIBRARY, "models", "__version__"])
