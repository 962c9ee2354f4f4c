"""The public interface: its names, its types, its examples, and what an import costs."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

import crri_gui as crri
from crri_gui import library

NAMES = """
Cancelled Cohorts Comparison CrriError Data HeatMap InputError InputRefused OtherShop OutputError
PowerBiProject Publication Published ReconciliationError Report Results Shop Table UsageError
demo measures open read
""".split()
"""What others' notebooks may hold: a name that goes, or means something else, breaks them."""
ATTRIBUTES = {
    "Shop": "check definitions run",
    "Report": "findings flagged_months ok reconciliation rejects to_the_cent",
    "Results": "close cohorts compare customers measure powerbi predicted_value publish "
    "repeat_propensity sql tables totals",
    "Published": "customers measure sql tables",
    "Table": "columns meanings to_arrow to_pandas to_polars units",
    "Cohorts": "columns style to_pandas together",
    "Comparison": "alarms months segment_moves sentence tables unchanged",
}


def test_the_public_names_are_frozen() -> None:
    assert sorted(library.__all__) == sorted(NAMES)
    assert [name for name in dir(crri) if not name.startswith("_")] == [*sorted([*NAMES, "models"])]
    for name in NAMES:
        assert getattr(crri, name) is getattr(library, name)
        # An import of a module of that name would hide it.
        assert find_spec(f"crri_gui.{name}") is None


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_the_attributes_of_public_classes_are_frozen(name: str) -> None:
    public = {one for one in dir(getattr(crri, name)) if not one.startswith("_")}
    assert public == set(ATTRIBUTES[name].split())


def test_everything_public_is_documented() -> None:
    for name in NAMES:
        public = getattr(crri, name)
        assert inspect.getdoc(public), name
        for attribute in ATTRIBUTES.get(name, "").split():
            assert inspect.getdoc(getattr(public, attribute)), f"{name}.{attribute}"


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pandas'"):
        crri.pandas  # type: ignore[attr-defined]  # noqa: B018


def test_an_import_brings_neither_pandas_nor_duckdb() -> None:
    heavy = ("duckdb", "pandas", "numpy", "PySide6", "crri_gui.engine")
    asked = f"import sys, crri_gui; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_models_are_reached_from_the_library() -> None:
    """14 of 100: Wilson's interval for a share, as published tables have it."""
    asked = "import crri_gui as crri; print(crri.models.intervals.__name__)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "crri_gui.models.intervals\n"


def modules() -> Iterator[ModuleType]:
    for name in sorted({getattr(library, name).__module__ for name in library.__all__}):
        if name.startswith("crri_gui.library"):
            yield sys.modules[name]


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.__name__)
def test_the_examples_of_the_docstrings_do_what_they_say(
    module: ModuleType, small_raw: Path, results: crri.Results, published: Path
) -> None:
    shop = crri.open(small_raw)
    named = {"crri": crri, "raw": small_raw, "shop": shop, "results": results}
    named |= {"published": published, "report": results.report}
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    for test in doctest.DocTestFinder(exclude_empty=True).find(module, extraglobs=named):
        runner.run(test, out=told.append)
    assert not runner.failures, "\n".join(told)
