"""A notebook of Microsoft Fabric that brings a published set into the tables of a Lakehouse."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Literal

from crri_gui import __version__

FILES = "/lakehouse/default/Files"
TABLES = "/lakehouse/default/Tables"
WHEEL = f"crri-{__version__}-py3-none-any.whl"


def place(output_dir: Path) -> str:
    """Where the files of a published folder are in the Lakehouse that the notebook is attached to.

    A folder that is named as a Lakehouse's stays as it is.
    """
    text = str(output_dir)
    if text.startswith("/lakehouse/"):
        return text
    name = PureWindowsPath(text).name
    return f"{FILES}/{name}" if name else FILES


def cells(folder: str) -> list[tuple[Literal["markdown", "code"], str]]:
    """The cells; `folder` is that of the published set, as the notebook sees it."""
    return [
        (
            "markdown",
            "# The published set as tables of the Lakehouse\n\n"
            f"Attach a Lakehouse, upload the published folder to `{folder}` as CRRI wrote it, with "
            f"`manifest.json`, and `{WHEEL}` beside it (from CRRI's sources: `python -m pip wheel "
            "--no-deps .`). A schedule of this notebook does the rest.",
        ),
        ("code", f"%pip install {FILES}/{WHEEL} deltalake pyarrow"),
        (
            "markdown",
            "A set that was edited, or is not there as a whole, is an error here: nothing of it "
            "reaches the tables.",
        ),
        (
            "code",
            "from decimal import Decimal\n\n"
            "import crri_gui as crri\n\n"
            f"published = crri.read({folder!r})\n"
            'revenue = Decimal(published.manifest["totals"]["revenue"])\n'
            'if published.measure("Total Revenue") != revenue:\n'
            '    raise ValueError(f"The orders do not add up to {revenue}, which is published.")\n'
            "published",
        ),
        (
            "markdown",
            "Each table is replaced as a whole, money as decimals. They are replaced one after "
            "another: let reports refresh after the notebook.",
        ),
        (
            "code",
            "from deltalake import DeltaTable, write_deltalake\n\n"
            f"TABLES = {TABLES!r}\n"
            "for name in published.tables:\n"
            "    write_deltalake(\n"
            '        f"{TABLES}/{name}", published[name].to_arrow(), mode="overwrite", '
            'schema_mode="overwrite"\n'
            "    )\n\n"
            'months = DeltaTable(f"{TABLES}/monthly_revenue").to_pyarrow_table()\n'
            'written = sum(months.column("revenue").to_pylist(), Decimal(0))\n'
            "if written != revenue:\n"
            '    raise ValueError(f"The tables hold {written}, where {revenue} is published.")\n'
            'print(f"{revenue} in {len(published.tables)} tables, "'
            " f\"published {published.manifest['created']}\")",
        ),
    ]
