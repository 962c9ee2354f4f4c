"""What reads Power BI projects in the tests: Microsoft's validators and parsers, for Linux.

    python build_scripts/readers.py [--system-packages] [--why FILE]

`develop.py test` calls it. Installed are, once, into $PBI_ORACLES (default ~/.cache/pbi-oracles):
mono and Node from the system's packages, what tests/powerbi/readers locks from npm, and what
check_pbip.sh beside the project (../shared/powerbi/oracles) installs by itself. Where that is
missing, or the network is, or the right to install system packages, the tests that need the
readers are skipped; the reason is written to FILE. Whatever else goes wrong is a failure.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from filelock import FileLock  # noqa: E402

from build_scripts import environments, running  # noqa: E402
from build_scripts.running import Failed, say  # noqa: E402

SHARED = Path(os.environ.get("CRRI_SHARED", ROOT.parent / "shared"))
CHECK = SHARED / "powerbi" / "oracles" / "check_pbip.sh"
LOCKED = ROOT / "tests" / "powerbi" / "readers"
CACHE = Path(os.environ.get("PBI_ORACLES") or Path.home() / ".cache" / "pbi-oracles")
_READY = CACHE / "crri-ready.txt"
# npm's codes for a network, a proxy or a certificate in the way.
_UNREACHABLE = re.compile(
    r"npm error code ((?:E(?:NOTFOUND|AI_AGAIN|CONN\w+|\w*TIMEDOUT|NETUNREACH|HOSTUNREACH|40[137])"
    r"|\w*CERT\w*|UNABLE_TO_\w+|ERR_SOCKET\w*))"
)
_NODE = 20  # the oldest that the validator runs on

# A command, and Debian's packages that bring it.
_TOOLS: dict[str, tuple[str, ...]] = {
    "mono": (
        "mono-runtime",
        *(f"libmono-system-{name}4.0-cil" for name in "core data numerics xml-linq".split()),
        "libmono-system-runtime-serialization4.0-cil",
    ),
    "mcs": ("mono-mcs",),
    "node": ("nodejs",),
    "npm": ("npm",),
}


class Missing(Exception):
    """Why the readers cannot be set up here, and the tests that need them are skipped."""


def why_not_ready() -> str | None:
    """Why the tests cannot use the readers; None when they can."""
    try:
        if _READY.read_text("utf-8") == _wanted():
            return None
    except FileNotFoundError:
        pass
    return (
        "Microsoft's readers are not set up: `python build_scripts/develop.py test` does it and "
        "says what it lacks"
    )


def _wanted() -> str:
    """Changes with what is to be installed."""
    files = [LOCKED / "package-lock.json", CHECK]
    return "".join(hashlib.sha256(file.read_bytes()).hexdigest() + "\n" for file in files)


def set_up(*, system: bool) -> None:
    """Install what is missing. Raises `Missing`, or `Failed` for what should not be."""
    if sys.platform != "linux":
        raise Missing("they are set up on Linux only")
    if not CHECK.is_file():
        raise Missing("../shared/powerbi is not beside the project, nor where CRRI_SHARED points")
    CACHE.mkdir(parents=True, exist_ok=True)
    # Another checkout may be at it.
    with FileLock(CACHE / "crri.lock"):
        if why_not_ready() is None:
            say("Microsoft's readers are up to date.")
            return
        _tools(system=system)
        _install()
        _READY.write_text(_wanted(), "utf-8")


def _install() -> None:
    if not running.succeeds(["npm", "ping", "--fetch-retries=0"]):
        raise Missing("npm's registry cannot be reached: no network")
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(LOCKED / name, CACHE / name)
    quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    ci = ["npm", "--prefix", str(CACHE), "ci", *quiet]
    done = subprocess.run(ci, capture_output=True, text=True, env=_environment())
    if done.returncode != 0:
        if unreachable := _UNREACHABLE.search(done.stderr):
            raise Missing(f"npm's registry cannot be reached: {unreachable[1]}")
        say(done.stdout + done.stderr)
        raise Failed("npm could not install what tests/powerbi/readers locks; see above.")
    # Its first call installs the rest. What it says of the sample's project is for the tests.
    command = ["bash", str(CHECK), str(ROOT / "powerbi")]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=_environment())
    if done.returncode == 2:
        raise Failed(f"{CHECK.name} could not install its part:\n{done.stdout}")


def _environment() -> dict[str, str]:
    return running.environment() | {"PBI_ORACLES": str(CACHE)}


def _tools(*, system: bool) -> None:
    absent = [tool for tool in _TOOLS if not shutil.which(tool)]
    if absent:
        packages = [package for tool in absent for package in _TOOLS[tool]]
        if not shutil.which("apt-get"):
            raise Missing(f"missing from this system: {', '.join(absent)}")
        if not environments.may_install_system_packages(system):
            raise Missing(
                f"not root, no --system-packages: sudo apt-get install {' '.join(packages)}"
            )
        try:
            environments.install_system_packages(packages)
        except Failed as failure:
            raise Missing(f"no {', '.join(absent)}, and no network to install it from") from failure
    if (node := _node()) < _NODE:
        raise Missing(f"Node {_NODE} or newer is needed, this is {node}")


def _node() -> int:
    done = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
    return int(done.stdout.lstrip("v").split(".")[0])


def main(arguments: list[str]) -> int:
    """The exit code is 1 when something went wrong, 0 also where something is missing."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--system-packages", action="store_true")
    parser.add_argument("--why", type=Path)
    options = parser.parse_args(arguments)
    try:
        set_up(system=options.system_packages)
    except Missing as missing:
        say(f"The tests that need Microsoft's readers are skipped: {missing}.")
        if options.why is not None:
            options.why.write_text(str(missing), "utf-8")
    except Failed as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
