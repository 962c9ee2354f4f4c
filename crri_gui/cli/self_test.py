"""`crri --self-test`: whether this installation works, from its libraries to the window's pages.

The sample shop is made, computed and published in a temporary folder, which is removed again;
nothing else is written. What comes out is compared with what is known of that shop.
"""

from __future__ import annotations

import csv
import faulthandler
import importlib
import json
import os
import pkgutil
import platform
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import crri_gui
from crri_gui.contract import EXTENSIONS, THE_FIVE, tables_with
from crri_gui.errors import ExitCode

LIBRARIES: dict[str, tuple[str, ...]] = {
    "duckdb": ("duckdb",),
    "filelock": ("filelock",),
    "keyring": ("keyring",),
    "numpy": ("numpy",),
    "openpyxl": ("openpyxl", "openpyxl.comments", "openpyxl.styles"),
    "pandas": ("pandas",),
    "psutil": ("psutil",),
    "pyqtgraph": ("pyqtgraph",),
    "pyside6-essentials": tuple(
        f"PySide6.{name}"
        for name in "QtCore QtGui QtPrintSupport QtSvg QtOpenGLWidgets QtTest QtWidgets".split()
    ),
    "python-calamine": ("python_calamine",),
}
"""The libraries that CRRI is made with, and their modules that it needs."""
NOT_EVERYWHERE = {"keyring": sys.platform != "linux"}
"""Those of them that some systems do without: whether this one has them."""

ORDERS, SEED = 10_000, 1
KNOWN_TOTALS = {
    "revenue": "1398435.50",
    "orders": 9_864,
    "first_month": "2016-09",
    "last_month": "2018-09",
    "customers": 9_539,
    "repeat_customers": 295,
}
"""The totals of the sample shop of `ORDERS` orders and `SEED`, as the manifest has them."""
ASKED = frozenset(
    group for group, tables in EXTENSIONS.items() if all(table.offered for table in tables)
)
"""The extension tables that the window computes until somebody says otherwise."""
MADE = tables_with(ASKED)
KNOWN_ROWS = {
    table.file_name: table.sample_rows for table in MADE if table.sample_rows is not None
} | {"rejects.csv": 0}
MONEY = tuple(
    (table.file_name, table.reconcile.revenue) for table in MADE if table.reconcile.revenue
)
"""The columns that each add up to the revenue."""

SECONDS = 300
"""After so long it hangs, and is ended."""

Say = Callable[[str], None]


class Wrong(Exception):
    """Something came out otherwise than it is known to be."""


def run(say: Say = print) -> ExitCode:
    """Every step, with a line each; the first that fails ends it with `ExitCode.SELF_TEST`."""
    packaged = ", packaged" if getattr(sys, "frozen", False) else ""
    python = platform.python_version()
    say(f"CRRI {crri_gui.__version__} on {platform.platform()}, Python {python}{packaged}")
    steps: dict[str, Callable[[Path], str]] = {
        "modules": _modules,
        "sample shop": _sample,
        "outputs": _outputs,
        "workbook": _workbook,
        "window": _window,
        "Power BI project": _power_bi,
    }
    with _watched(say), tempfile.TemporaryDirectory(prefix="crri-self-test-") as folder:
        for number, (name, step) in enumerate(steps.items()):
            began = time.monotonic()
            try:
                told = step(Path(folder))
            # Whatever it is, this is where it is to be told.
            except Exception as error:  # noqa: BLE001
                say(f"FAILED  {name}: {error}")
                say("".join(traceback.format_exception(error)).rstrip())
                say(f"Not reached: {', '.join(list(steps)[number + 1 :]) or 'nothing'}.")
                say("This installation of CRRI does not work; install it anew.")
                return ExitCode.SELF_TEST
            say(f"ok  {time.monotonic() - began:6.2f} s  {name}: {told}")
    say("Everything works.")
    return ExitCode.DONE


@contextmanager
def _watched(say: Say) -> Iterator[None]:
    """End the process when it hangs, also when Python itself does."""

    def end() -> None:
        say(f"FAILED  It hung for {SECONDS} s and was ended.")
        if sys.stderr is not None:
            faulthandler.dump_traceback(all_threads=True)
        os._exit(ExitCode.SELF_TEST)

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    if sys.stderr is not None:
        faulthandler.dump_traceback_later(SECONDS + 30, exit=True)
    try:
        yield
    finally:
        timer.cancel()
        faulthandler.cancel_dump_traceback_later()


def _modules(_: Path) -> str:
    ours = [
        module.name
        for module in pkgutil.walk_packages(crri_gui.__path__, "crri_gui.")
        # They need the extra `spark`, which is not packed.
        if not module.name.startswith("crri_gui.engine.spark.")
    ]
    libraries = [name for name in LIBRARIES if NOT_EVERYWHERE.get(name, True)]
    theirs = [module for library in libraries for module in LIBRARIES[library]]
    imported = {name: importlib.import_module(name) for name in (*ours, *theirs)}
    inside = str(getattr(sys, "_MEIPASS", "not packaged"))
    paths = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
    leaking = [name for name in paths if inside in os.environ.get(name, "")]
    if leaking and sys.platform == "linux":
        raise Wrong(f"programs started from here would be led astray by {', '.join(leaking)}")
    if len(ours) < 100:
        raise Wrong(f"only {len(ours)} modules of CRRI are here")
    from importlib import resources

    for name in (
        "sample/shop.sql",
        *(f"engine/tables/{table.name}.sql" for table in MADE if not table.in_python),
        "gui/theme/icons/crri.svg",
        "gui/i18n/translations/crri_pt_BR.qm",
        "messages/quality.toml",
    ):
        if not resources.files("crri_gui").joinpath(name).is_file():
            raise Wrong(f"{name} is missing")
    if len(THE_FIVE) != 5:
        raise Wrong(f"only {len(THE_FIVE)} of the five outputs are described here")
    # A package holds no metadata of the libraries: they say themselves which they are.
    return (
        f"{len(ours)} of CRRI, {len(libraries)} libraries; "
        f"DuckDB {imported['duckdb'].__version__}, "
        f"Qt for Python {imported['PySide6.QtCore'].__version__}"
    )


def _sample(folder: Path) -> str:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.run import Target, run_and_publish
    from crri_gui.sample.shop import make_shop

    make_shop(folder / "raw", ORDERS, SEED)
    request = Request(folder / "raw", extensions=ASKED)
    target = Target(folder / "published", excel=True)
    manifest = run_and_publish(RunContext(), request, target).manifest
    _same("totals", manifest["totals"], KNOWN_TOTALS)
    rows = {name: manifest["files"][name]["rows"] for name in KNOWN_ROWS}
    _same("rows", rows, KNOWN_ROWS)
    broken = [statement["title"] for statement in manifest["reconciliation"]
              if not statement["holds"]]  # fmt: skip
    if broken:
        raise Wrong(f"not reconciled: {', '.join(broken)}")
    return f"{ORDERS:,} orders computed, reconciled and published"


def _outputs(folder: Path) -> str:
    """The published files, read without the engine."""
    manifest = json.loads((folder / "published" / "manifest.json").read_text(encoding="utf-8"))
    for name in (*(table.file_name for table in MADE), "rejects.csv"):
        expected = manifest["files"][name]["rows"]
        with (folder / "published" / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        _same(f"rows of {name}", len(rows), expected)
        for column in (column for file_name, column in MONEY if file_name == name):
            total = sum((Decimal(row[column]) for row in rows), Decimal(0))
            _same(f"{name}, {column}", str(total), KNOWN_TOTALS["revenue"])
    return f"revenue of {KNOWN_TOTALS['revenue']} in {len(MONEY)} files"


def _workbook(folder: Path) -> str:
    """The Excel workbook, by the reader of raw workbooks, which is a process of its own."""
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.discover.sheets import heads

    sheets = heads(RunContext(), folder / "published" / "crri_outputs.xlsx", 1)
    rows = next(sheet.last for sheet in sheets if sheet.name == "rfm_customers")
    _same("rows of the sheet rfm_customers", rows - 1, KNOWN_ROWS["rfm_customers.csv"])
    return f"{len(sheets)} sheets written and read"


def _window(folder: Path) -> str:
    from crri_gui.gui.shell.tour import tour

    pictures = tour(folder / "home", folder / "raw", folder / "from the window")
    for name in (*(table.file_name for table in MADE), "rejects.csv"):
        by_command = (folder / "published" / name).read_bytes()
        if (folder / "from the window" / name).read_bytes() != by_command:
            raise Wrong(f"the window publishes another {name} than the command line")
    return (
        f"{pictures} views of its pages in two themes and two languages; published the same files"
    )


def _power_bi(folder: Path) -> str:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.powerbi.project.placement import write_project

    project = write_project(RunContext(), folder / "published", command="crri --self-test")
    json.loads(project.shortcut.read_text(encoding="utf-8"))
    missing = [
        name for name in project.written.written if not (folder / "published" / name).exists()
    ]
    if missing:
        raise Wrong(f"not written: {', '.join(missing)}")
    return f"{len(project.written.written)} files"


def _same(what: str, found: Any, known: Any) -> None:
    if found != known:
        raise Wrong(f"{what}: {found}, where {known} is known")
