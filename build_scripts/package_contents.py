"""What the packaged application holds, and what is left out of what PyInstaller collects.

Everything is left out that no window, no command and no library of ours reaches; `crri --self-test`
in the finished package is the proof. Never out: QtOpenGL, QtOpenGLWidgets, QtTest and pydoc, which
pyqtgraph imports.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from crri_gui import __version__

NAME = "CRRI"
WINDOW = NAME
"""The executable to double-click."""
COMMAND = "crri" if sys.platform == "linux" else "crri-cli"
"""The command line. Windows and macOS take CRRI and crri for one name."""
IDENTIFIER = "io.github.crri"

EXCLUDED_MODULES = (
    # Makers of the package, and what libraries import only if it is there.
    *"PIL PyInstaller altgraph packaging pip pkg_resources setuptools _distutils_hack".split(),
    *"IPython cupy h5py jupyter_rfb lxml matplotlib numba polars pyarrow scipy".split(),
    *"adbc_driver_duckdb duckdb.experimental pyspark fsspec".split(),
    # No window, and no step of a refresh, needs a terminal, a database of Python's or Qt's network.
    *"sqlite3 _sqlite3 curses _curses readline tkinter turtle".split(),
    *"PySide6.QtNetwork PySide6.QtDBus PySide6.QtQml PySide6.QtQuick".split(),
    # Parts of libraries that nothing of ours calls.
    *"numpy.f2py numpy.testing numpy._core._multiarray_tests numpy.distutils".split(),
    *"pyqtgraph.examples pyqtgraph.opengl pyqtgraph.canvas pyqtgraph.flowchart".split(),
    *"pyqtgraph.console pyqtgraph.jupyter pydoc_data lib2to3 idlelib ensurepip venv".split(),
)

QT_PLUGINS = {
    "iconengines": ("svgicon",),
    "imageformats": ("svg",),
    "platforminputcontexts": ("compose", "ibus"),
    "platforms": ("cocoa", "offscreen", "wayland", "windows", "xcb"),
    "platformthemes": ("xdgdesktopportal",),
    "printsupport": ("cupsprintersupport",),
    "styles": ("mac", "modernwindowsstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
"""Of each kind of Qt's plugins, the parts of the names of those that are taken."""

_TRANSLATION = "qtbase_pt_BR.qm"
_UNWANTED = re.compile(
    r"""
    \.dist-info/(?!METADATA$|entry_points\.txt$) | ^pyqtgraph/(icons/peegee|colors/maps)/
    | /?Qt6?(Network|Pdf|Qml|QmlModels|Quick|VirtualKeyboard)\w*\.(dll|framework.*)$
    | ^PySide6/(opengl32sw|d3dcompiler\w*)\.dll$ | \.pyi$
    """,
    re.VERBOSE,
)


def wanted(name: str) -> bool:
    """Whether a file belongs into the package; `name` is its path there."""
    path = PurePath(name.replace("\\", "/"))
    if "translations" in path.parts and path.parts[0] == "PySide6":
        return path.name == _TRANSLATION
    if "plugins" in path.parts and path.parts[0] == "PySide6":
        kind = path.parts[path.parts.index("plugins") + 1]
        plugin = re.sub(r"^(lib)?q?(?=\w)|\.(so|dll|dylib)$", "", path.name)
        return any(plugin.startswith(taken) for taken in QT_PLUGINS.get(kind, ()))
    return not _UNWANTED.search(path.as_posix())


_PARTS = {
    "DuckDB": r"_?duckdb",
    "ICU, for Qt": r"PySide6/.*libicu",
    "Qt and PySide6": r"PySide6|shiboken6",
    "OpenBLAS and gfortran, for numpy": r"numpy\.libs",
    "numpy, for pyqtgraph": r"numpy",
    "Python": r"(lib)?python3",
    "CRRI's own files": r"crri_gui",
}

Entry = tuple[str, str, str]
"""Path in the package, path here, kind: as PyInstaller's lists have them."""


def _is_shared_library(entry: Entry) -> bool:
    name, _, kind = entry
    place = PurePath(name).parent.as_posix()
    in_place = place in (".", "PySide6/Qt/lib") or place.endswith(".libs")
    return in_place and kind != "EXTENSION" and not name.startswith("libpython")


def without_orphans(entries: Sequence[Entry]) -> list[Entry]:
    """Linux: the binaries without libraries that only those left out would have loaded.

    The plugin for printers keeps none: it takes the system's own CUPS, and is silent without it.
    """
    if sys.platform != "linux":
        return list(entries)
    from PyInstaller.depend import bindepend

    roots = [e[1] for e in entries if not _is_shared_library(e) and "cups" not in e[0]]
    loaded = {PurePath(name).name for source in roots for name, _ in bindepend.get_imports(source)}
    return [e for e in entries if not _is_shared_library(e) or PurePath(e[0]).name in loaded]


def part_of(name: str) -> str:
    """What a file of the package counts as in the list of sizes."""
    path = PurePath(name)
    inside = path.parts[1:] if path.parts[0] == "_internal" else path.parts
    if path.parts[0] != "_internal" or path.name == "base_library.zip":
        return "executables, each with Python's modules" if len(path.parts) == 1 else path.parts[0]
    top = inside[0]
    for part, pattern in _PARTS.items():
        if re.match(pattern, "/".join(inside)):
            return part
    return "libraries of the system" if len(inside) == 1 else top


INFO_PLIST: dict[str, Any] = {
    "CFBundleDisplayName": NAME,
    "CFBundleShortVersionString": __version__,
    "LSApplicationCategoryType": "public.app-category.business",
    "LSMinimumSystemVersion": "13.0",
    "NSHighResolutionCapable": True,
    "NSPrincipalClass": "NSApplication",
    "NSRequiresAquaSystemAppearance": False,
    "NSHumanReadableCopyright": "MIT licence; see LICENSES",
}
"""What macOS reads of the application."""
