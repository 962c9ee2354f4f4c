"""The set-up of the packaged application: what is taken, what the workflows call, the archives."""

from __future__ import annotations

import ast
import hashlib
import io
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import yaml

from build_scripts import build, environments, package_archives, package_contents, running
from crri_gui import __version__

ROOT = running.ROOT
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


# What is taken


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/translations/qtbase_pt_BR.qm",
        "PySide6/QtTest.abi3.so",
        "PySide6/QtOpenGL.pyd",
        "duckdb-2.0.0.dist-info/METADATA",
        "keyring-25.7.0.dist-info/entry_points.txt",
        "crri_gui/sample/shop.sql",
    ],
)
def test_what_is_needed_is_taken(name: str) -> None:
    assert package_contents.wanted(name)
    assert package_contents.wanted(name.replace("/", "\\"))


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/plugins/tls/qschannelbackend.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/translations/qt_help_pt_BR.qm",
        "PySide6/opengl32sw.dll",
        "PySide6/Qt6Quick.dll",
        "numpy-2.4.6.dist-info/RECORD",
        "pyqtgraph/icons/peegee/peegee_512px.png",
    ],
)
def test_what_is_not_needed_is_left_out(name: str) -> None:
    assert not package_contents.wanted(name)


def test_what_pyqtgraph_imports_is_never_excluded() -> None:
    needed = {"PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest", "pydoc", "colorama"}
    assert not needed & set(package_contents.EXCLUDED_MODULES)


def test_nothing_that_our_own_modules_import_is_excluded() -> None:
    """At their head, where a module that is missing is the end of the command."""
    for file in (ROOT / "crri_gui").rglob("*.py"):
        heads = [
            name
            for part in ast.parse(file.read_text("utf-8")).body
            for name in (
                [alias.name for alias in part.names]
                if isinstance(part, ast.Import)
                else [part.module or ""]
                if isinstance(part, ast.ImportFrom)
                else []
            )
        ]
        if "spark" not in file.parts:  # it needs the extra, which is not packed
            assert not {*heads} & {*package_contents.EXCLUDED_MODULES}, file


# A Python that can be packed


def test_this_python_says_whether_it_can_be_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = dict(sysconfig.get_config_vars())
    monkeypatch.setattr(sys, "platform", "linux")
    settings |= {"Py_ENABLE_SHARED": 0, "PYTHONFRAMEWORK": ""}
    monkeypatch.setattr(sysconfig, "get_config_var", settings.get)
    assert not build.has_shared_library()
    with pytest.raises(running.Failed, match=r"no shared library(.|\n)*apt-get install libpython3"):
        build.need_shared_library()


def test_another_python_packs_where_this_one_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "has_shared_library", lambda: False)
    monkeypatch.setattr(environments, "may_install_system_packages", lambda asked: False)
    asked: list[str] = []

    def succeeds(command: list[str]) -> bool:
        asked.append(command[0])
        return "3.13" in command[0]

    monkeypatch.setattr(running, "succeeds", succeeds)
    monkeypatch.setattr("shutil.which", lambda name: f"/there/{Path(name).name}")
    assert build.packing_python(False) == "/there/python3.13"
    assert asked[0] == "/there/python3"
    monkeypatch.setattr(running, "succeeds", lambda command: False)
    assert build.packing_python(False) == sys.executable


def test_a_tag_of_another_version_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main(["--tag", "v99.0"]) == 1
    assert f"v99.0 is not v{__version__}" in capsys.readouterr().out


# Archives


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "CRRI"
    (made / "b é").mkdir(parents=True)
    (made / "CRRI").write_bytes(b"program")
    (made / "CRRI").chmod(0o755)
    (made / "b é" / "file").write_bytes(b"text" * 1000)
    return made


def test_the_same_folder_makes_the_same_archives(folder: Path, tmp_path: Path) -> None:
    first = package_archives.tar_gz(folder, tmp_path / "1.tar.gz", 1_800_000_000).read_bytes()
    zipped = package_archives.zipped(folder, tmp_path / "1.zip", 1_800_000_000).read_bytes()
    os.utime(folder / "CRRI", (0, 0))
    assert package_archives.tar_gz(folder, tmp_path / "2", 1_800_000_000).read_bytes() == first
    assert package_archives.zipped(folder, tmp_path / "3", 1_800_000_000).read_bytes() == zipped
    with tarfile.open(fileobj=io.BytesIO(first)) as tar:
        members = {member.name: member for member in tar.getmembers()}
    assert list(members) == ["CRRI/CRRI", "CRRI/b é/file"]
    assert members["CRRI/CRRI"].mode == 0o755
    assert (members["CRRI/CRRI"].uid, members["CRRI/CRRI"].mtime) == (0, 1_800_000_000)
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert archive.namelist() == list(members)
        assert archive.read("CRRI/b é/file") == b"text" * 1000


def test_the_time_of_archives_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert package_archives.moment() == 1_700_000_000


def test_a_release_brings_the_packages_of_all_systems_together(tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    for name in ("linux", "windows"):
        (packages / name).mkdir(parents=True)
        file = packages / name / f"CRRI-{name}"
        file.write_bytes(name.encode())
        package_archives.checksums([file], packages / name)
    assert package_archives.main([str(packages), str(tmp_path / "release")]) == 0
    sums = (tmp_path / "release" / "SHA256SUMS").read_text("utf-8").splitlines()
    assert sums == [
        f"{hashlib.sha256(name.encode()).hexdigest()}  CRRI-{name}" for name in ("linux", "windows")
    ]
    (packages / "linux" / "CRRI-linux").write_bytes(b"damaged")
    with redirect_stdout(io.StringIO()) as said:
        assert package_archives.main([str(packages), str(tmp_path / "second")]) == 1
    assert "CRRI-linux is not what" in said.getvalue()


# What the workflows call


def commands(workflow: Path) -> list[str]:
    return re.findall(r"^\s*(?:- )?run: (.+)$", workflow.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_yaml_and_say_that_nobody_ran_them(workflow: Path) -> None:
    text = workflow.read_text("utf-8")
    assert text.startswith("# Not run by us")
    read = yaml.safe_load(text)
    for job in read["jobs"].values():
        assert "runs-on" in job
        for step in job["steps"]:
            assert ("run" in step) != ("uses" in step)
    # Each step is found by the pattern of the test below.
    steps = [step for job in read["jobs"].values() for step in job["steps"] if "run" in step]
    assert [step["run"] for step in steps] == commands(workflow)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_what_workflows_call_exists_with_its_options(
    workflow: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = [command.split() for command in commands(workflow) if command.startswith("python3 ")]
    assert called
    for _, script, *arguments in called:
        assert (ROOT / script).is_file()
        source = (ROOT / script).read_text("utf-8")
        for argument in arguments:
            if argument.startswith("--"):
                assert f'"{argument}"' in source
            elif argument.startswith("tests/"):
                assert (ROOT / argument).exists()


def test_the_workflow_of_packages_builds_tests_and_releases() -> None:
    called = commands(ROOT / ".github" / "workflows" / "package.yml")
    assert 'python3 build_scripts/build.py --system-packages --tag "$TAG"' in called
    assert "python3 build_scripts/develop.py test --system-packages tests/package" in called
    assert "python3 build_scripts/package_archives.py packages release" in called
    assert any(command.startswith("gh release create") for command in called)


def test_the_installer_is_given_what_it_asks_for() -> None:
    script = (ROOT / "build_scripts" / "installer.iss").read_text("utf-8")
    asked = set(re.findall(r"\{#(\w+)\}", script))
    source = Path(build.__file__).read_text("utf-8")
    (given,) = re.findall(r"given = \{(.*?)\}\n", source, re.DOTALL)
    assert asked == set(re.findall(r'"(\w+)":', given))


def test_the_menu_entry_and_the_version_resource_are_whole() -> None:
    entry = (ROOT / "build_scripts" / "crri.desktop").read_text("utf-8")
    for line in ("Type=Application", "Exec=CRRI", "Icon=crri", "Terminal=false"):
        assert f"\n{line}\n" in entry
    assert package_contents.INFO_PLIST["CFBundleShortVersionString"] == __version__
    resource = build.VERSION_RESOURCE.format(numbers=(1, 2, 3, 0), version="1.2.3")
    compile(resource, "version.txt", "eval")
    assert "filevers=(1, 2, 3, 0)" in resource


@pytest.mark.skipif(sys.platform != "linux", reason="only the package for Linux has it")
def test_programs_started_from_the_package_get_the_user_s_environment() -> None:
    script = Path(build.__file__).parent / "package_start.py"
    code = (
        f"{script.read_text('utf-8')}\nprint({{n: os.environ.get(n) for n in sorted(os.environ)}})"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={
            "LD_LIBRARY_PATH": "/ours:/theirs",
            "LD_LIBRARY_PATH_ORIG": "/theirs",
            "QT_PLUGIN_PATH": "/ours/plugins",
            "OTHER": "stays",
            "PATH": os.environ["PATH"],
        },
        capture_output=True,
        text=True,
        check=True,
    )
    left = ast.literal_eval(done.stdout)
    assert left["LD_LIBRARY_PATH"] == "/theirs"
    assert left["OTHER"] == "stays"
    assert not {"QT_PLUGIN_PATH", "LD_LIBRARY_PATH_ORIG"} & set(left)
