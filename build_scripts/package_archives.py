"""What is passed on of the packaged application: archives, installers, checksums.

    python build_scripts/package_archives.py PACKAGES RELEASE

brings the files of several systems together: each folder in PACKAGES has a SHA256SUMS, which must
be right; the files go to RELEASE, with one SHA256SUMS of all.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUMS = "SHA256SUMS"

CONTROL = """\
Package: crri
Version: {version}
Architecture: {architecture}
Maintainer: CRRI <noreply@example.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: Customer Revenue & Retention Intelligence
 Raw shop exports become CSVs that a Power BI dashboard can trust.
"""


USABLE = {
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""Libraries that a plugin takes from the system where they are, and their packages in Debian."""


def moment() -> int:
    """Seconds since 1970 that all files in archives bear: those of the commit, where it is known.

    The same sources then make the same archive, whenever that is.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True
    )
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 1_767_225_600


def _files(folder: Path) -> Iterator[Path]:
    """Files and links of a folder in an order that is the same everywhere."""
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_symlink() or path.is_file():
            yield path


def tar_gz(folder: Path, target: Path, time: int) -> Path:
    """The folder as `target`, a .tar.gz: sorted, nobody's, all of one time."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=time) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in _files(folder):
            info = tar.gettarinfo(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
            info.mtime, info.uid, info.gid, info.uname, info.gname = time, 0, 0, "", ""
            info.mode = 0o755 if info.mode & 0o100 else 0o644
            if info.isreg():
                with path.open("rb") as file:
                    tar.addfile(info, file)
            else:
                tar.addfile(info)
    return target


def zipped(folder: Path, target: Path, time: int) -> Path:
    """The folder as `target`, a .zip: sorted, all of one time."""
    import datetime as dt

    stamp = dt.datetime.fromtimestamp(time, dt.UTC)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in _files(folder):
            info = zipfile.ZipInfo(
                f"{folder.name}/{path.relative_to(folder).as_posix()}", stamp.timetuple()[:6]
            )
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (0o100755 if os.access(path, os.X_OK) else 0o100644) << 16
            archive.writestr(info, path.read_bytes())
    return target


def deb(folder: Path, work: Path, target: Path, version: str) -> Path:
    """The folder as a package of Debian and Ubuntu: in /opt/crri, with a menu entry and `crri`."""
    tree = work / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    place = tree / "opt" / "crri"
    shutil.copytree(folder, place, symlinks=True)
    for source, goal in (
        ("crri.desktop", "usr/share/applications/crri.desktop"),
        ("crri.png", "usr/share/icons/hicolor/256x256/apps/crri.png"),
    ):
        (tree / goal).parent.mkdir(parents=True)
        shutil.copyfile(folder / source, tree / goal)
    (tree / "usr" / "bin").mkdir()
    for name in ("CRRI", "crri"):
        (tree / "usr" / "bin" / name).symlink_to(f"/opt/crri/{name}")
    documents = tree / "usr" / "share" / "doc" / "crri"
    documents.mkdir(parents=True)
    shutil.copyfile(folder / "LICENSE.txt", documents / "copyright")
    (tree / "DEBIAN").mkdir()
    needed, usable = dependencies(folder)
    kilobytes = sum(path.lstat().st_size for path in _files(tree)) // 1024
    (tree / "DEBIAN" / "control").write_text(
        CONTROL.format(
            version=version,
            architecture=_told(["dpkg", "--print-architecture"]),
            kilobytes=kilobytes,
            depends=", ".join(needed),
            recommends=", ".join(usable),
        ),
        encoding="utf-8",
    )
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", str(tree), str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(tree)
    return target


def needed_outside(folder: Path) -> set[str]:
    """The names of the libraries that files of the folder load and that are not in it."""
    own, needed = set(), set()
    for path in _files(folder):
        own.add(path.name)
        if ".so" in path.name or path.parent == folder:
            told = subprocess.run(["readelf", "-d", path], capture_output=True, text=True).stdout
            needed |= set(re.findall(r"\(NEEDED\).*\[(.+)\]", told))
    return needed - own


def dependencies(folder: Path) -> tuple[list[str], list[str]]:
    """The packages of Debian that the folder needs, and those that it can use, sorted.

    The C library must not be older than that of the machine that built it.
    """
    cache = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    places = dict(re.findall(r"^\s+(\S+) .*=> (\S+)$", cache.stdout, re.MULTILINE))
    outside = needed_outside(folder)
    packages = {_package_of(name, Path(places.get(name, name))) for name in outside - {*USABLE}}
    packages.discard("libc6")
    version = _told(["dpkg-query", "--show", "--showformat=${Version}", "libc6"])
    usable = [USABLE[name] for name in sorted(outside & {*USABLE})]
    return [*sorted(packages), f"libc6 (>= {version.partition('-')[0]})"], usable


def _package_of(name: str, place: Path) -> str:
    real = place.resolve()
    for path in (real, Path("/", *real.parts[2:]), place):
        done = subprocess.run(["dpkg-query", "--search", path], capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    raise FileNotFoundError(f"{name}, which the package needs, belongs to no package of the system")


def _told(command: Sequence[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def checksums(files: Iterable[Path], folder: Path) -> Path:
    """`SHA256SUMS` in the folder, as `sha256sum --check` reads it."""
    lines = []
    for file in sorted(files):
        with file.open("rb") as opened:
            lines.append(f"{hashlib.file_digest(opened, 'sha256').hexdigest()}  {file.name}\n")
    target = folder / SUMS
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    return target


class Damaged(Exception):
    """A file is not what its checksum says."""


def release(packages: Path, target: Path) -> list[Path]:
    """The files that the sums in `packages` name, in the new folder `target`; with new sums."""
    sums = sorted(packages.rglob(SUMS))
    if not sums:
        raise Damaged(f"There is no {SUMS} below {packages}.")
    target.mkdir(parents=True)
    made = []
    for one in sums:
        for line in one.read_text(encoding="utf-8").splitlines():
            digest, name = line.split("  ")
            with (one.parent / name).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise Damaged(f"{one.parent / name} is not what {one} says.")
            if (target / name).exists():
                raise Damaged(f"Two systems made {name}.")
            made.append(Path(shutil.copyfile(one.parent / name, target / name)))
    return [*made, checksums(made, target)]


def main(arguments: Sequence[str]) -> int:
    """Bring together; 1 when a file is damaged."""
    packages, target = map(Path, arguments)
    try:
        for file in release(packages, target):
            print(file)
    except (Damaged, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
