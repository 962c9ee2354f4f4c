"""The licences of everything inside the packaged application, made from what was collected.

`package.spec` calls this in the environment of the build. A file that belongs to nothing that is
known ends the build: nothing is passed on whose licence is not.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path, PurePath
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "licences"

# What PySide6's distribution does not bring along.
_TEXTS_OF = {
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
_LICENCE_FILE = re.compile(r"(^|/)(LICEN[CS]E|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi")

_MODULE = "(module)"
_BUILD_SETTINGS = str(sysconfig._get_sysconfigdata_name()) if os.name == "posix" else ""  # type: ignore[attr-defined]

HEAD = """What is inside CRRI, and under which licences

CRRI itself is under the MIT licence. It is packed with the components below; the text of each
one's licence lies in the folder that is named with it.

Qt and Qt for Python (PySide6, Shiboken) are used under the GNU LGPL version 3. They are unchanged,
and separate files in the folder _internal (PySide6, shiboken6): you may replace them by versions
of your own. Their source code is at https://code.qt.io and https://download.qt.io; the third-party
code in Qt, ICU among it, is listed at https://doc.qt.io/qt-6/licenses-used-in-qt.html.
"""


class Component(NamedTuple):
    """Something with a licence of its own, and the files of the package that belong to it."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]
    files: tuple[str, ...]


class UnknownOrigin(Exception):
    """A file in the package of which nobody knows whose it is."""


def components(files: Mapping[str, str], modules: Mapping[str, str]) -> list[Component]:
    """What the package consists of.

    `files` maps paths in the package to where they came from, `modules` the names of the Python
    modules in its archive likewise. Raises `UnknownOrigin`.
    """
    brought = {
        os.path.realpath(str(found.locate_file(file))): found.name
        for found in metadata.distributions()
        for file in found.files or []
    }
    owners: defaultdict[str, list[str]] = defaultdict(list)
    for name, source in files.items():
        owners[brought.get(os.path.realpath(source)) or _owner(name, source)].append(name)
    for name, source in modules.items():
        owner = brought.get(os.path.realpath(source))
        if owner is None and not name.startswith("crri_gui"):
            if name.partition(".")[0] not in {*sys.stdlib_module_names, _BUILD_SETTINGS}:
                raise UnknownOrigin(f"the module {name} (from {source}) belongs to nothing known")
            owner = "Python"
        owners[owner or "crri"].append(f"{name} {_MODULE}")
    # Its starter is in the executables.
    owners["pyinstaller"].append("the executables")
    return [_component(owner, names) for owner, names in sorted(owners.items())]


def _owner(name: str, source: str) -> str:
    """Whose a file is that no distribution brought."""
    path = PurePath(name.replace("\\", "/"))
    top = path.parts[0]
    if top == "crri_gui":
        return "crri"  # installed as a link to the sources
    if top.startswith(("python3", "libpython", "base_library", "lib-dynload", "Python")):
        return "Python"
    if len(path.parts) == 1 and ".so" in top:
        return f"system: {_package_of(Path(source))}"
    if len(path.parts) == 1 and path.suffix in (".dll", ".dylib", ".pyd"):
        return "Python"  # what python.org's installers bring along, under the notices of Python
    raise UnknownOrigin(f"{name} (from {source}) belongs to nothing that is known")


def _package_of(library: Path) -> str:
    """The package of Debian or Ubuntu that a library of the system is from."""
    if not shutil.which("dpkg-query"):
        raise UnknownOrigin(
            f"{library.name} is the system's; its licence is read from the packages of Debian or "
            "Ubuntu, so build there"
        )
    real = Path(os.path.realpath(library))
    for path in (real, Path("/", *real.parts[2:]), library):
        done = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    raise UnknownOrigin(f"{library} belongs to no package of the system")


def _component(owner: str, files: list[str]) -> Component:
    names = tuple(sorted(files))
    if owner == "Python":
        return Component(
            owner, sys.version.split()[0], "PSF-2.0 and others", (_python_licence(),), names
        )
    if owner.startswith("system: "):
        package = owner.removeprefix("system: ")
        text = Path("/usr/share/doc") / package / "copyright"
        return Component(package, _version_of(package), "see its copyright file", (text,), names)
    found = metadata.distribution(owner)
    told = {
        field: (found.metadata.get_all(field) or [""])[0]
        for field in ("License-Expression", "License")
    }
    classifiers = found.metadata.get_all("Classifier") or []
    licence = (
        told["License-Expression"]
        or next((c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License")), "")
        or (told["License"] or "see its text").splitlines()[0]
    )
    texts = [
        Path(str(found.locate_file(file)))
        for file in found.files or []
        if _LICENCE_FILE.search(str(file)) and Path(str(file)).suffix not in _CODE
    ]
    texts += [TEXTS / text for text in _TEXTS_OF.get(found.name.lower().replace("_", "-"), ())]
    if found.name == "crri":
        texts = [ROOT / "LICENSE"]
    return Component(found.name, found.version, licence, tuple(texts), names)


def _python_licence() -> Path:
    stdlib = Path(sysconfig.get_path("stdlib"))
    for path in (stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"):
        if path.exists():
            return path
    raise UnknownOrigin("this Python's LICENSE.txt is missing")


def _version_of(package: str) -> str:
    done = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", package],
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def write(folder: Path, parts: Iterable[Component]) -> None:
    """Make the folder LICENSES anew: a list, and the texts of each component in its folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [HEAD]
    for part in parts:
        if not part.texts:
            raise UnknownOrigin(f"{part.name} brings no text of its licence")
        place = folder / re.sub(r"[^\w.+-]", "_", part.name)
        for number, text in enumerate(part.texts):
            target = place / text.name
            if target.exists():
                target = place / f"{number}-{text.name}"
            place.mkdir(exist_ok=True)
            shutil.copyfile(text, target)
            target.chmod(0o644)
        lines.append(f"{part.name} {part.version}: {part.licence}; texts in {place.name}")
        lines += [f"    {name}" for name in part.files if not name.endswith(_MODULE)]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
