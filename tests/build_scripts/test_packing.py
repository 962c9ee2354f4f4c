"""What is packed, and what continuous integration calls."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from build_scripts import environments
from tests.build_scripts.calls import ROOT

TEST_COMMAND = "python3 build_scripts/develop.py test"


def test_package_data_takes_every_file_that_is_no_module() -> None:
    package = ROOT / "crri_gui"
    patterns = environments.pyproject()["tool"]["setuptools"]["package-data"]["crri_gui"]
    taken = {path for pattern in patterns for path in package.glob(pattern)}
    others = {
        path
        for path in package.rglob("*")
        if path.is_file() and path.suffix != ".py" and "__pycache__" not in path.parts
    }
    assert others <= taken


def test_continuous_integration_calls_the_command_of_the_readme() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("README.md is not written yet")
    assert TEST_COMMAND in readme.read_text("utf-8")
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == TEST_COMMAND
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8")
    assert f"- run: {TEST_COMMAND} --system-packages" in workflow


def test_continuous_integration_installs_by_the_scripts_alone() -> None:
    for file in (*(ROOT / ".ci").iterdir(), *(ROOT / ".github" / "workflows").iterdir()):
        lines = file.read_text("utf-8").splitlines()
        commands = [line for line in lines if not line.lstrip().startswith("#")]
        assert not re.search(r"\b(pip3?|pipx|uv) |requirements", "\n".join(commands)), file


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_continuous_integration_can_be_started() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
