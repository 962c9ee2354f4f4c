"""What lies in the packaged application: whole, licensed, small."""

from __future__ import annotations

import configparser
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_scripts import build, environments, package_archives, package_contents
from crri_gui import __version__
from crri_gui.errors import ExitCode
from tests.build_scripts.test_locks import locked

MEGABYTE = 1_000_000
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="a package for Linux")


def run(command: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command, *arguments], capture_output=True, text=True, timeout=300, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def command(package: Path) -> Path:
    """The command line."""
    return package / build.command_line().name


def archive(ending: str) -> Path:
    found = sorted(build.DIST.glob(f"CRRI-{__version__}-*{ending}"))
    if not found:
        pytest.skip(f"no *{ending} was built: python3 build_scripts/build.py")
    return found[0]


def test_the_command_line_answers_with_its_exit_codes(command: Path, tmp_path: Path) -> None:
    done = run(command, "--version")
    assert (done.returncode, done.stdout) == (ExitCode.DONE, f"crri {__version__}\n")
    assert run(command, "dance").returncode == ExitCode.USAGE
    missing = run(command, "run", "--input-dir", str(tmp_path), "--output-dir", str(tmp_path / "o"))
    assert missing.returncode == ExitCode.INPUT
    assert "Traceback" not in missing.stderr


def test_it_passes_its_own_test(command: Path) -> None:
    done = run(command, "--self-test")
    assert done.returncode == ExitCode.DONE, done.stdout + done.stderr
    assert ", packaged\n" in done.stdout


@on_linux
def test_a_link_to_the_command_line_works(command: Path, tmp_path: Path) -> None:
    (tmp_path / "crri").symlink_to(command)
    assert run(tmp_path / "crri", "--version").stdout == f"crri {__version__}\n"


def test_every_library_of_the_lock_is_named_with_its_licence(inside: Path, package: Path) -> None:
    licences = (inside if sys.platform == "darwin" else package) / "LICENSES"
    text = (licences / "README.txt").read_text(encoding="utf-8")
    named = {
        re.sub(r"[-_.]+", "-", name).lower()
        for name in re.findall(r"^(\S+) \S+: .*; texts in ", text, re.MULTILINE)
    }
    shipped = {
        requirement.name
        for requirement, _ in locked(environments.RUNTIME_LOCK)
        # The one makes the project; pandas takes the other where the system has no time zones.
        if requirement.name not in ("setuptools", "tzdata")
        and (requirement.marker is None or requirement.marker.evaluate())
    }
    assert {*shipped, "crri", "python", "pyinstaller"} <= named
    assert "GNU LGPL version 3" in text
    for folder in re.findall(r"; texts in (\S+)$", text, re.MULTILINE):
        texts = list((licences / folder).iterdir())
        assert texts and all(path.stat().st_size > 50 for path in texts)


@on_linux
def test_every_file_inside_belongs_to_something_that_is_named(package: Path) -> None:
    text = (package / "LICENSES" / "README.txt").read_text(encoding="utf-8")
    named = set(re.findall(r"^    (.+)$", text, re.MULTILINE))
    inside = package / "_internal"
    files = {
        path.relative_to(inside).as_posix()
        for path in inside.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    assert files - named <= {"base_library.zip"}  # Python's own modules
    for name in ("scipy", "PIL", "setuptools", "pip"):
        assert not list(inside.glob(f"{name}*"))


@on_linux
@pytest.mark.skipif(not shutil.which("readelf"), reason="no readelf (binutils)")
def test_every_library_that_is_needed_is_inside_or_a_dependency_of_the_package(
    package: Path,
) -> None:
    outside = package_archives.needed_outside(package)
    there = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True).stdout
    assert outside - {*package_archives.USABLE} <= set(
        re.findall(r"^\s+(\S+) ", there, re.MULTILINE)
    )
    # What every desktop has: the C library, X11, OpenGL.
    usual = r"ld-linux.*|lib(c|m|dl|pthread|rt|util|GL|EGL|X11|xcb)\.so\.\d+"
    others = {name for name in outside if not re.fullmatch(usual, name)}
    assert others <= {*package_archives.USABLE}


@on_linux
def test_its_size_is_bounded(package: Path) -> None:
    files = [path for path in package.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) <= 300 * MEGABYTE
    sizes = build.DIST / "SIZES.txt"
    if package == build.FOLDER:
        assert sizes.read_text(encoding="utf-8") == build.sizes(package)


@on_linux
def test_the_archive_is_small_and_holds_the_folder(package: Path) -> None:
    packed = archive(".tar.gz")
    assert packed.stat().st_size <= 120 * MEGABYTE
    listed = subprocess.run(["tar", "-tzf", packed], capture_output=True, text=True, check=True)
    names = listed.stdout.splitlines()
    assert names == sorted(names)
    assert {"CRRI/CRRI", "CRRI/crri", "CRRI/LICENSE.txt", "CRRI/LICENSES/README.txt"} <= set(names)


def test_the_checksums_are_those_of_the_files(package: Path) -> None:
    sums = build.DIST / package_archives.SUMS
    if not sums.exists():
        pytest.skip("no archive was built: python3 build_scripts/build.py")
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        with (build.DIST / name).open("rb") as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == digest


@on_linux
@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="no dpkg-deb")
def test_the_package_of_debian_unpacks_to_a_working_command(tmp_path: Path) -> None:
    deb = archive(".deb")
    field = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True).stdout
    assert f"Version: {__version__}\n" in field
    assert "Depends: libc6" in field or ", libc6" in field
    subprocess.run(["dpkg-deb", "--extract", deb, tmp_path], check=True)
    try:
        for name in ("CRRI", "crri"):
            assert (tmp_path / "usr" / "bin" / name).readlink() == Path("/opt/crri") / name
        assert run(tmp_path / "opt" / "crri" / "crri", "--version").returncode == 0
        assert (tmp_path / "usr/share/icons/hicolor/256x256/apps/crri.png").stat().st_size > 1000
        entry = configparser.ConfigParser(interpolation=None)
        entry.optionxform = str  # type: ignore[assignment,method-assign]
        entry.read(tmp_path / "usr/share/applications/crri.desktop", encoding="utf-8")
        told = entry["Desktop Entry"]
        assert (told["Type"], told["Exec"], told["Icon"]) == ("Application", "CRRI", "crri")
        for path in tmp_path.rglob("*"):
            assert path.is_symlink() or not path.stat().st_mode & 0o022, path
    finally:
        shutil.rmtree(tmp_path)


@on_linux
def test_the_executables_bear_their_names(package: Path) -> None:
    for name in (package_contents.WINDOW, package_contents.COMMAND):
        assert os.access(package / name, os.X_OK)
