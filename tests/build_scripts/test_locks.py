"""The lock files: complete for every machine, and installed as they are written, also in a year."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from build_scripts import environments, running
from tests.effort import exhaustive

LOCKS = (
    environments.RUNTIME_LOCK,
    environments.DEV_LOCK,
    environments.BUILD_LOCK,
    environments.SPARK_LOCK,
    environments.FRAMES_LOCK,
)
REQUIREMENTS = (
    environments.runtime_requirements,
    environments.dev_requirements,
    environments.build_requirements,
    environments.spark_requirements,
    environments.frames_requirements,
)
# Published without a wheel.
SOURCES_ONLY = {"pyspark", "pyftpdlib"}

MACHINES = [
    {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.1"} | system
    for minor, system in itertools.product(
        (11, 12, 13, 14),
        (
            {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
            {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
            {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
        ),
    )
]

on_every_machine = pytest.mark.parametrize(
    "machine", MACHINES, ids=lambda machine: "{sys_platform}-{python_version}".format(**machine)
)


def locked(lock: Path) -> list[tuple[Requirement, list[str]]]:
    """The lock's requirements, each with its hashes."""
    text = re.sub(r"^#.*\n", "", lock.read_text("utf-8"), flags=re.M)
    lines = text.replace("\\\n", " ").splitlines()
    parts = [line.split(" --hash=") for line in lines]
    return [(Requirement(name), [h.strip() for h in hashes]) for name, *hashes in parts]


def pins(lock: Path, machine: dict[str, str]) -> dict[str, Version]:
    """What the lock installs on that machine."""
    found: dict[str, Version] = {}
    for requirement, _ in locked(lock):
        if requirement.marker is None or requirement.marker.evaluate(dict(machine)):
            (pin,) = requirement.specifier
            assert pin.operator == "=="
            assert requirement.name not in found
            found[canonicalize_name(requirement.name)] = Version(pin.version)
    return found


on_every_lock = pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
on_every_lock_and_its_requirements = pytest.mark.parametrize(
    ("lock", "requirements"),
    list(zip(LOCKS, REQUIREMENTS, strict=True)),
    ids=[lock.name for lock in LOCKS],
)


# As they are written


@on_every_lock
def test_lock_names_no_host_and_no_path(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert not re.search(r"://|@|\bpypi\b|--(extra-)?index-url|--find-links|--trusted-host", text)
    assert not re.search(r"(^|\s)(/|[A-Za-z]:\\|~)", text, re.M)


@on_every_lock
def test_lock_hashes_every_line(lock: Path) -> None:
    requirements = locked(lock)
    assert requirements
    for requirement, hashes in requirements:
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes), requirement


@on_every_machine
@on_every_lock_and_its_requirements
def test_lock_satisfies_pyproject(
    lock: Path, requirements: Callable[[], list[str]], machine: dict[str, str]
) -> None:
    installed = pins(lock, machine)
    for text in requirements():
        wanted = Requirement(text)
        if wanted.marker is None or wanted.marker.evaluate(dict(machine)):
            assert installed[canonicalize_name(wanted.name)] in wanted.specifier, text


def asked_for(
    requirements: Iterable[str], pinned: dict[str, Version], machine: dict[str, str]
) -> Iterator[Requirement]:
    """All that is needed on that machine, extras included, as far as the packages are here."""
    queue = [(Requirement(text), "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while queue:
        requirement, extra = queue.pop()
        if requirement.marker and not requirement.marker.evaluate({**machine, "extra": extra}):
            continue
        yield requirement
        name = canonicalize_name(requirement.name)
        for part in {"", *requirement.extras}:
            if (name, part) not in seen and name in pinned:
                seen.add((name, part))
                asked = requirements_of(name, pinned[name])
                queue += [(Requirement(text), part) for text in asked]


def requirements_of(name: str, version: Version) -> list[str]:
    """What that very version says it needs; nothing where it is not installed here."""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return []
    return found.requires or [] if Version(found.version) == version else []


@on_every_machine
@on_every_lock_and_its_requirements
def test_lock_holds_what_its_packages_ask_for(
    lock: Path, requirements: Callable[[], list[str]], machine: dict[str, str]
) -> None:
    # pip check asks the same of what was installed, but not of extras and not of other machines.
    installed = pins(lock, machine)
    for wanted in asked_for(requirements(), installed, machine):
        assert canonicalize_name(wanted.name) in installed, wanted
        assert installed[canonicalize_name(wanted.name)] in wanted.specifier, wanted


@on_every_machine
def test_what_is_tested_is_what_the_user_gets(machine: dict[str, str]) -> None:
    runtime, dev, build, spark, frames = (pins(lock, machine) for lock in LOCKS)
    assert runtime.items() <= dev.items()
    assert runtime.items() <= build.items()
    for more in (spark, frames):
        both = more.keys() & dev.keys()
        assert {name: more[name] for name in both} == {name: dev[name] for name in both}
    assert "sqlglot" in spark.keys() & dev.keys()


def test_oldest_duckdb_is_the_lowest_admitted() -> None:
    (pin,) = Requirement(environments.oldest_duckdb()).specifier
    (admitted,) = (
        Requirement(text)
        for text in environments.runtime_requirements()
        if text.startswith("duckdb")
    )
    assert pin.operator == "=="
    assert pin.version in admitted.specifier
    assert f">={pin.version}" in str(admitted.specifier)


# As they are installed


def mirror(lock: Path, folder: Path) -> Path:
    """A lock of the same pins, of packages without content that an index in `folder` offers.

    It offers each in the locked version and in a newer one. Every package needs what the real one
    does, and the next one of the lock with an extra, as pytest-cov needs coverage[toml].
    """
    here = pins(lock, {})
    names = list(here)
    lines = []
    for requirement, _ in locked(lock):
        name = canonicalize_name(requirement.name)
        (pin,) = requirement.specifier
        asked = requirements_of(name, Version(pin.version))
        if name in names[:-1]:
            following = names[names.index(name) + 1]
            asked = [*asked, f"{following}[more]>={here[following]}"]
        file = publish(folder / "simple" / name, name, pin.version, asked)
        publish(folder / "simple" / name, name, newer(Version(pin.version)), asked)
        lines.append(f"{requirement} --hash=sha256:{hashlib.sha256(file).hexdigest()}\n")
    mirrored = folder / lock.name
    mirrored.write_text("".join(lines), "utf-8")
    return mirrored


def publish(folder: Path, name: str, version: str, requirements: Iterable[str]) -> bytes:
    """Put a package into its folder of the index; the file's bytes."""
    stem = f"{name.replace('-', '_')}-{version}"
    file_name, file = f"{stem}-py3-none-any.whl", wheel(name, version, requirements)
    if name in SOURCES_ONLY:
        file_name, file = f"{stem}.tar.gz", source(stem, file_name, file)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file_name).write_bytes(file)
    with (folder / "index.html").open("a", encoding="utf-8") as links:
        links.write(f'<a href="{file_name}">{file_name}</a>\n')
    return file


def newer(version: Version) -> str:
    *first, last = version.release
    return ".".join(str(part) for part in (*first, last + 1))


def wheel(name: str, version: str, requirements: Iterable[str]) -> bytes:
    about = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    about += ["Provides-Extra: more", *(f"Requires-Dist: {text}" for text in requirements)]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        folder = f"{name.replace('-', '_')}-{version}.dist-info"
        files.writestr(f"{folder}/METADATA", "\n".join(about) + "\n")
        files.writestr(
            f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        files.writestr(f"{folder}/RECORD", "")
    return packed.getvalue()


def source(stem: str, wheel_name: str, built: bytes) -> bytes:
    """A source archive that is built into that wheel, by a backend of its own."""
    backend = f"""import shutil

def build_wheel(folder, config_settings=None, metadata_directory=None):
    shutil.copy({wheel_name!r}, folder)
    return {wheel_name!r}
"""
    settings = '[build-system]\nrequires = []\nbuild-backend = "make"\nbackend-path = ["."]\n'
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as files:
        for name, content in (
            ("pyproject.toml", settings.encode()),
            ("make.py", backend.encode()),
            (wheel_name, built),
        ):
            member = tarfile.TarInfo(f"{stem}/{name}")
            member.size = len(content)
            files.addfile(member, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but what this Python brings along."""
    folder = tmp_path_factory.mktemp("bare") / ".venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    return folder


@pytest.fixture
def venv(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[environments.Venv]:
    """A fresh one, whose pip knows of no index but the one in `tmp_path`."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "simple").as_uri())
    monkeypatch.setattr(running, "ROOT", tmp_path)
    shutil.copytree(bare, tmp_path / ".venv", symlinks=True)
    yield environments.Venv(".venv")
    shutil.rmtree(tmp_path / ".venv")


def packages(venv: environments.Venv) -> dict[str, Version]:
    place = sysconfig.get_path("purelib", "venv", {"base": str(venv.folder)})
    found = metadata.distributions(path=[place])
    return {canonicalize_name(one.name): Version(one.version) for one in found}


@exhaustive  # whoever runs the tests has installed two of the locks in this way
@on_every_lock
def test_lock_is_installed_as_written_though_all_is_out_of_date(
    lock: Path, venv: environments.Venv, tmp_path: Path
) -> None:
    mirrored = mirror(lock, tmp_path)
    brought = packages(venv)  # by Python itself: pip, and setuptools until 3.11
    assert running.call(venv.pip(*environments.from_lock(mirrored))) == 0
    pinned = pins(lock, {})
    installed = packages(venv)
    assert pinned.items() <= installed.items()
    assert installed.keys() - brought.keys() <= pinned.keys()
    assert running.call(venv.pip("check")) == 0


@exhaustive
def test_resolving_a_lock_is_what_fails_in_a_year(
    venv: environments.Venv, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if packages(venv)["pip"] >= Version("23.3"):
        pytest.skip("pip 23.3 and later know that coverage[toml] is the locked coverage")
    command = environments.from_lock(mirror(environments.DEV_LOCK, tmp_path))
    command.remove("--no-deps")
    assert running.call(venv.pip(*command)) != 0
    assert "must have their versions pinned with ==" in capfd.readouterr().err


@exhaustive
def test_pip_check_names_what_a_lock_lacks(
    venv: environments.Venv, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mirrored = mirror(environments.RUNTIME_LOCK, tmp_path)
    lines = mirrored.read_text("utf-8").splitlines()
    (alone,) = [line for line in lines if line.startswith("pyqtgraph==")]
    mirrored.write_text(alone, "utf-8")
    assert running.call(venv.pip(*environments.from_lock(mirrored))) == 0
    assert running.call(venv.pip("check")) != 0
    assert "requires numpy, which is not installed" in capfd.readouterr().out
