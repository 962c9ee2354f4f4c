"""A Jupyter notebook that goes from a raw folder to the numbers, cell by cell.

It is written as nbformat 4.5, without a package for it: a notebook is a small document of JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

Cell = tuple[Literal["markdown", "code"], str]

# What differs between the example and a notebook for somebody's folder.
_SEED_WAY = "<the shop by the seed notebook's definitions>"
_PUBLISH_TO = "<where to publish>"

_CELLS: tuple[Cell, ...] = (
    (
        "markdown",
        "## Is the raw data whole?\n\n"
        "Every finding with its count and money, and the statements that must add up. Nothing is "
        "written by this.",
    ),
    ("code", "report = shop.check()\nreport"),
    (
        "code",
        'report.reconciliation[["statement", "line", "amount", "count", "unit", "holds"]].head(12)',
    ),
    ("code", "report.rejects.head()"),
    (
        "markdown",
        "## Compute\n\n"
        "One row an order before anything is joined, money in exact cents. The results stay open "
        "until `results.close()`.",
    ),
    ("code", "results = shop.run()\nresults"),
    ("code", 'results["master_orders"]'),
    ("markdown", "## Revenue"),
    (
        "code",
        'cards = ["Total Revenue", "Total Orders", "Active Customers", "AOV", "Repeat Rate"]\n'
        "{name: results.measure(name) for name in cards}",
    ),
    ("code", 'results["monthly_revenue"].to_pandas()'),
    (
        "code",
        'by_state = results.measure("Total Revenue", by="customer_state", money="float")\n'
        'by_state.sort_values("Total Revenue", ascending=False).head(10)',
    ),
    (
        "markdown",
        "## Cohorts and retention\n\n"
        "The denominator is the size of the cohort. A month that is not observed yet is hatched "
        "and has no number; a dot is a month in which nobody came back.",
    ),
    ("code", 'cohorts = results.cohorts(axis="since_first", metric="retention")\ncohorts.style()'),
    ("code", "cohorts.together().head(13)"),
    (
        "markdown",
        "Months hide those who come back within the month of their first order. The share who "
        "ordered again within a number of days, of customers watched that long:",
    ),
    ("code", 'results.sql("FROM repeat_rates ORDER BY days").to_pandas()'),
    (
        "markdown",
        "## Segments\n\nEqual values get equal scores, and the order of rows never matters.",
    ),
    (
        "code",
        'customers = results["rfm_customers"].to_pandas(money="float")\n'
        'segments = customers.groupby("segment").agg(\n'
        '    customers=("customer_unique_id", "count"),\n'
        '    revenue=("monetary", "sum"),\n'
        '    orders=("frequency", "mean"),\n'
        ")\n"
        'segments["share of revenue"] = segments["revenue"] / segments["revenue"].sum()\n'
        "segments",
    ),
    ("code", 'results.measure("High Value Customer %")'),
    ("code", 'results.customers(segment="High Value").to_pandas().head()'),
    ("markdown", "## Operations"),
    ("code", 'results["ops_metrics"].to_pandas()'),
    (
        "code",
        'days = results.measure("Avg Delivery Days", by="customer_state")\n'
        'days.nlargest(5, "Avg Delivery Days")',
    ),
    ("code", 'results.measure("Total Orders", by="payment_type")'),
    (
        "markdown",
        "## What other definitions would say\n\n"
        "The preset `seed-notebook` is the way of the notebook that this analysis repeats: whole "
        "days, ranks by place in the file, blanks filled with the median.",
    ),
    (
        "code",
        f"with {_SEED_WAY}.run() as other:\n"
        '    names = ["Total Revenue", "Total Orders", "Repeat Rate", "High Value Customer %"]\n'
        '    both = {name: [one.measure(name, money="float") for one in (results, other)] '
        "for name in names}\n"
        'pd.DataFrame.from_dict(both, orient="index", columns=["these", "seed notebook"])',
    ),
    (
        "markdown",
        "## Publish\n\n"
        "Name a folder to compare with what is published there, publish all or nothing, and write "
        "the Power BI project beside the CSVs.",
    ),
    (
        "code",
        f"PUBLISH_TO = {_PUBLISH_TO}\n"
        "if PUBLISH_TO is not None:\n"
        "    if Path(PUBLISH_TO).is_dir():\n"
        "        print(results.compare(PUBLISH_TO))\n"
        "    results.publish(PUBLISH_TO)\n"
        "    results.powerbi(PUBLISH_TO)",
    ),
    ("code", "results.close()"),
)


def cells_of(folder: str, options: Mapping[str, Any]) -> list[Cell]:
    """The cells for a raw folder, opened with these options of `crri.open`."""
    named = "".join(f",\n    {name}={value!r}" for name, value in options.items())
    opening = f"shop = crri.open(RAW{f'{named},' if named else ''}{chr(10) if named else ''})"
    title = (
        "# Customer revenue and retention\n\n"
        "From the raw folder to revenue, cohorts, segments and operations. Every number is the one "
        "that CRRI publishes."
    )
    imports = "from pathlib import Path\n\nimport pandas as pd\n\nimport crri_gui as crri"
    start: list[Cell] = [
        ("markdown", title),
        ("code", f"{imports}\n\nRAW = {folder!r}\n{opening}"),
    ]
    return start + _with('crri.open(RAW, preset="seed-notebook")', "None")


def cells_of_sample() -> list[Cell]:
    """The cells of the example, on the sample shop in a temporary folder."""
    title = (
        "# Customer revenue and retention\n\n"
        "The analysis of a shop from its raw exports, on CRRI's sample shop: made-up orders with "
        "the proportions of a real one. For your own folder: `crri notebook --input-dir RAW`."
    )
    start: list[Cell] = [
        ("markdown", title),
        (
            "code",
            "import tempfile\nfrom pathlib import Path\n\nimport pandas as pd\n\n"
            "import crri_gui as crri\n\n"
            'folder = Path(tempfile.mkdtemp())\nshop = crri.demo(folder / "raw", orders=10_000)',
        ),
    ]
    seed = 'crri.open(folder / "raw", preset="seed-notebook")'
    return start + _with(seed, 'folder / "published"')


def _with(seed_way: str, publish_to: str) -> list[Cell]:
    texts = ((kind, text.replace(_SEED_WAY, seed_way)) for kind, text in _CELLS)
    return [(kind, text.replace(_PUBLISH_TO, publish_to)) for kind, text in texts]


def notebook(cells: Sequence[Cell], outputs: Mapping[int, Mapping[str, str]] | None = None) -> str:
    """The notebook's text; `outputs` are those of code cells by place, by their media types."""
    made = []
    for place, (kind, text) in enumerate(cells):
        cell: dict[str, Any] = {
            "cell_type": kind,
            "id": f"cell-{place:02}",
            "metadata": {},
            "source": text.splitlines(keepends=True),
        }
        if kind == "code":
            shown = (outputs or {}).get(place)
            cell |= {"execution_count": None, "outputs": [_output(shown)] if shown else []}
        made.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    document = {
        "cells": made,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _output(shown: Mapping[str, str]) -> dict[str, Any]:
    data = {kind: text.splitlines(keepends=True) for kind, text in shown.items()}
    return {
        "output_type": "execute_result",
        "data": data,
        "metadata": {},
        "execution_count": None,
    }
