"""The packaged application of the system this runs on, from nothing but Python and pip.

    python build_scripts/build.py [--system-packages] [--tag NAME]

Makes in dist/: the folder CRRI with `CRRI` to double-click and the command line beside it (`crri`;
`crri-cli` on Windows and macOS, which take CRRI and crri for one name), an archive of it, an
installer (Linux: .deb; Windows: where Inno Setup is; macOS: the bundle CRRI.app in the archive),
SHA256SUMS, and SIZES.txt, the list of what takes the space. The packaged application then tests
itself; whatever fails ends the build with exit code 1. --tag refuses a tag that is not that of the
version.

The environment .venv-build is made from requirements-build.lock. Built on Windows and macOS it has
not been by us so far.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from build_scripts import environments, package_archives, running  # noqa: E402
from build_scripts import package_contents as contents  # noqa: E402
from build_scripts.environments import Venv  # noqa: E402
from build_scripts.running import Failed, Steps, say  # noqa: E402
from crri_gui import __version__  # noqa: E402

DIST = ROOT / "dist"
WORK = ROOT / "build" / "package"
SPEC = ROOT / "build_scripts" / "package.spec"
FOLDER = DIST / contents.NAME
BUNDLE = DIST / f"{contents.NAME}.app"

VERSION_RESOURCE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004,
                    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "CRRI"),
      StringStruct("FileDescription", "CRRI: Customer Revenue & Retention Intelligence"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "CRRI"),
      StringStruct("LegalCopyright", "MIT licence; see LICENSES"),
      StringStruct("ProductName", "CRRI"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [1033, 1200])]),
  ]
)
"""

READ_ME = """\
CRRI {version}: Customer Revenue & Retention Intelligence

Double-click {window} to open the window. The command line is {command}: `{command} --help`.
`{command} --self-test` tells whether this installation works.
Licences: LICENSE.txt, and LICENSES for everything that is inside.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--system-packages", action="store_true", help="install them with sudo")
    parser.add_argument("--tag", default="", metavar="NAME", help="the tag this is built for")
    options = parser.parse_args(arguments)
    if (packer := packing_python(options.system_packages)) != sys.executable:
        say(f"Packing with {packer}, which has a shared library.")
        return running.call([packer, __file__, *(sys.argv[1:] if arguments is None else arguments)])
    steps = Steps()
    try:
        if options.tag not in ("", f"v{__version__}"):
            raise Failed(f"The tag {options.tag} is not v{__version__}, the version's.")
        _build(steps, options.system_packages)
    except (Failed, subprocess.CalledProcessError, OSError) as error:
        say(str(error))
        say(steps.summary())
        return 1
    say(steps.summary())
    return 0


def _build(steps: Steps, system: bool) -> None:
    venv = Venv(".venv-build")
    with steps.needed("environment"):
        need_shared_library()
        environments.system_packages(steps, system)
        venv.provide([environments.BUILD_LOCK], system=system)
    with steps.needed("icons and version"):
        WORK.mkdir(parents=True, exist_ok=True)
        DIST.mkdir(exist_ok=True)
        _run([venv.python, ROOT / "build_scripts" / "package_icons.py", WORK])
        numbers = tuple(int(number) for number in f"{__version__}.0".split("."))
        resource = VERSION_RESOURCE.format(numbers=numbers, version=__version__)
        (WORK / "version.txt").write_text(resource, encoding="utf-8")
    with steps.needed("PyInstaller"):
        _pyinstaller(venv)
    if sys.platform != "darwin":
        with steps.needed("licences, icons, readme"):
            _complete()
    with steps.needed("self-test of the package"):
        _run([command_line(), "--self-test"], cwd=WORK)
    with steps.needed("sizes"):
        report = sizes(BUNDLE if sys.platform == "darwin" else FOLDER)
        (DIST / "SIZES.txt").write_text(report, encoding="utf-8", newline="\n")
        say("\n".join(report.splitlines()[:30]))
    with steps.needed("archives and checksums"):
        made = _archives()
        package_archives.checksums(made, DIST)
        for file in made:
            say(f"{file.stat().st_size / 1e6:7.1f} MB  {file.relative_to(ROOT)}")


def command_line() -> Path:
    """The command line in the folder that was built."""
    if sys.platform == "darwin":
        return BUNDLE / "Contents" / "MacOS" / contents.COMMAND
    return FOLDER / (contents.COMMAND + (".exe" if sys.platform == "win32" else ""))


def has_shared_library() -> bool:
    """Whether this Python has one: PyInstaller packs it, and some on Linux and macOS lack it."""
    if sys.platform == "win32" or sysconfig.get_config_var("PYTHONFRAMEWORK"):
        return True
    if not sysconfig.get_config_var("Py_ENABLE_SHARED"):
        return False
    name = str(sysconfig.get_config_var("INSTSONAME"))
    system = f"/usr/lib/{sysconfig.get_config_var('MULTIARCH')}"
    places = (sysconfig.get_config_var("LIBDIR"), system, Path(sys.base_prefix) / "lib")
    return any(place and (Path(place) / name).exists() for place in places)


def packing_python(system: bool) -> str:
    """This Python when it can be packed, else another one of the machine's that can, else this."""
    if has_shared_library():
        return sys.executable
    if shutil.which("apt-get") and environments.may_install_system_packages(system):
        # Debian's python3 is without, until this is installed; no matter which one runs this.
        environments.install_system_packages(["libpython3-dev"])
    ask = "from build_scripts import build; raise SystemExit(not build.has_shared_library())"
    for name in ("/usr/bin/python3", *(f"python3.{minor}" for minor in range(14, 10, -1))):
        found = shutil.which(name)
        command = [found or name, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {ask}"]
        if found and running.succeeds(command):
            return found
    return sys.executable


def need_shared_library() -> None:
    """Say how to get one, where no Python has one."""
    if has_shared_library():
        return
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    raise Failed(
        f"This Python ({sys.executable}) has no shared library, which PyInstaller packs.\n"
        f"On Debian and Ubuntu: sudo apt-get install libpython{version}, and start this with\n"
        "/usr/bin/python3. With pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared pyenv install "
        f"{version}.\nThe Pythons of uv, conda and python.org have one."
    )


def _pyinstaller(venv: Venv) -> None:
    for former in (FOLDER, BUNDLE):
        shutil.rmtree(former, ignore_errors=True)
    _run(
        [
            *venv.module("PyInstaller", "--noconfirm", "--log-level", "ERROR"),
            *("--distpath", DIST, "--workpath", WORK / "work", SPEC),
        ],
        more={
            "CRRI_BUILD": str(WORK),
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(package_archives.moment()),
        },
    )
    if sys.platform == "linux" and (strip := shutil.which("strip")):
        # Python's own, of which some builds keep 17 MB for debuggers; never OpenBLAS.
        inside = FOLDER / "_internal"
        own = [*inside.glob("libpython*"), *inside.glob("python3*/lib-dynload/*.so")]
        _run([strip, "--strip-debug", *own])


def _complete() -> None:
    """What lies beside the executables."""
    shutil.copytree(WORK / "LICENSES", FOLDER / "LICENSES")
    shutil.copyfile(ROOT / "LICENSE", FOLDER / "LICENSE.txt")
    (FOLDER / "README.txt").write_text(
        READ_ME.format(version=__version__, window=contents.WINDOW, command=contents.COMMAND),
        encoding="utf-8",
    )
    if sys.platform == "linux":
        shutil.copyfile(ROOT / "build_scripts" / "crri.desktop", FOLDER / "crri.desktop")
        shutil.copyfile(WORK / "crri-256.png", FOLDER / "crri.png")
    if sys.platform == "win32":
        shutil.copyfile(WORK / "crri.ico", FOLDER / "crri.ico")
        (FOLDER / "bin").mkdir()
        (FOLDER / "bin" / "crri.cmd").write_text(
            f'@"%~dp0..\\{contents.COMMAND}.exe" %*\n', encoding="ascii", newline="\r\n"
        )


def sizes(folder: Path) -> str:
    """What takes the space: by component, and the largest files."""
    by_part: dict[str, int] = {}
    files = []
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            size = path.stat().st_size
            name = path.relative_to(folder).as_posix()
            files.append((size, name))
            part = contents.part_of(name)
            by_part[part] = by_part.get(part, 0) + size
    total = sum(size for size, _ in files)
    lines = [f"{total / 1e6:7.1f} MB  all of {folder.name}, {len(files)} files", ""]
    lines += [
        f"{size / 1e6:7.1f} MB  {part}"
        for part, size in sorted(by_part.items(), key=lambda item: -item[1])
    ]
    lines += ["", *(f"{size / 1e6:7.1f} MB  {name}" for size, name in sorted(files, reverse=True))]
    return "\n".join(lines) + "\n"


def _archives() -> list[Path]:
    system = {"linux": "linux", "win32": "windows", "darwin": "macos"}[sys.platform]
    name = f"CRRI-{__version__}-{system}-{platform.machine().lower()}"
    time = package_archives.moment()
    if sys.platform == "darwin":
        made = DIST / f"{name}.zip"
        _run(["ditto", "-c", "-k", "--keepParent", BUNDLE, made])
        return [made]
    if sys.platform == "win32":
        files = [package_archives.zipped(FOLDER, DIST / f"{name}-portable.zip", time)]
        if compiler := _inno_setup():
            script = ROOT / "build_scripts" / "installer.iss"
            given = {
                "Version": __version__,
                "Source": FOLDER,
                "Output": DIST,
                "Name": f"{name}-setup",
            }
            _run([compiler, "/Qp", *(f"/D{key}={value}" for key, value in given.items()), script])
            files.append(DIST / f"{name}-setup.exe")
        else:
            say("Inno Setup is not installed: no installer was made.")
        return files
    files = [package_archives.tar_gz(FOLDER, DIST / f"{name}.tar.gz", time)]
    if shutil.which("dpkg-deb"):
        files.append(package_archives.deb(FOLDER, WORK, DIST / f"{name}.deb", __version__))
    return files


def _inno_setup() -> str | None:
    usual = Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe"
    return shutil.which("ISCC") or (str(usual) if usual.exists() else None)


def _run(
    command: Sequence[str | Path], cwd: Path = ROOT, more: dict[str, str] | None = None
) -> None:
    """Run in the foreground; whatever fails ends the build."""
    words = [str(part) for part in command]
    if subprocess.run(words, cwd=cwd, env=running.environment() | (more or {})).returncode != 0:
        raise Failed(f"{Path(words[0]).name} failed; see above.")


if __name__ == "__main__":
    sys.exit(main())
