"""The system's own scheduler: takes a plan, tells of it, and forgets it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crri_gui.errors import OutputError, UsageError
from crri_gui.messages import sentence
from crri_gui.refresh.schedule import cron, launchd, systemd, windows
from crri_gui.refresh.schedule.plan import Plan, name_of, next_run

Kind = Literal["systemd", "cron", "windows", "launchd"]
KINDS: tuple[Kind, ...] = ("systemd", "cron", "windows", "launchd")
_SECONDS = 30.0
_When = tuple[dt.time, tuple[int, ...]]


@dataclass(frozen=True)
class Scheduled:
    """A refresh that the system runs: by what, when, and (local time) when next."""

    kind: Kind
    name: str
    at: dt.time
    days: tuple[int, ...]
    next: dt.datetime


def kinds() -> tuple[Kind, ...]:
    """The schedulers that this machine has, the best first."""
    if sys.platform == "win32":
        return ("windows",)
    if sys.platform == "darwin":
        return ("launchd",)
    found: list[Kind] = []
    if shutil.which("systemctl") and _run(["systemctl", "--user", "show-environment"]) is not None:
        found.append("systemd")
    if shutil.which("crontab"):
        found.append("cron")
    return tuple(found)


def install(plan: Plan, kind: Kind | None = None) -> Scheduled:
    """Let the system run the plan, in place of the former one of the same output folder.

    Raises `UsageError` where the machine has no such scheduler, `OutputError` where it refuses.
    """
    chosen = _chosen(kind)
    if plan.environment is not None and chosen not in ("systemd", "cron"):
        raise UsageError("schedule_without_environment", kind=chosen)
    _refuse_line_breaks(plan)
    for other in kinds():
        if other != chosen:
            _REMOVE[other](plan.name)
    _INSTALL[chosen](plan)
    found = find(plan.output_dir)
    if found is None:
        raise OutputError("schedule_not_taken", kind=chosen)
    return found


def find(output_dir: Path) -> Scheduled | None:
    """The scheduled refresh of an output folder; None where there is none."""
    name = name_of(output_dir)
    for kind in kinds():
        when = _FIND[kind](name)
        if when is not None:
            at, days = when
            plan = Plan(output_dir, (), at, days)
            return Scheduled(kind, name, at, days, next_run(plan, dt.datetime.now().astimezone()))
    return None


def remove(output_dir: Path) -> bool:
    """Let the system forget it; whether there was one. Raises `OutputError`."""
    before = find(output_dir)
    for kind in kinds():
        _REMOVE[kind](name_of(output_dir))
    return before is not None


def _chosen(kind: Kind | None) -> Kind:
    here = kinds()
    if not here:
        raise UsageError("schedule_without_system")
    if kind is not None and kind not in here:
        raise UsageError("schedule_kind_missing", kind=kind, kinds=here)
    return here[0] if kind is None else kind


def _refuse_line_breaks(plan: Plan) -> None:
    """A line break in a path would begin another line of a unit or crontab."""
    texts = [*plan.command, str(plan.output_dir), str(plan.environment or "")]
    if any(not text.isprintable() for text in texts):
        raise UsageError("schedule_path_unprintable", file=plan.output_dir)


def _run(command: Sequence[str], given: str | None = None) -> str | None:
    """What a program says; None where it fails."""
    try:
        done = subprocess.run(
            command,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _must(kind: Kind, command: Sequence[str], given: str | None = None) -> None:
    if _run(command, given) is None:
        raise OutputError("schedule_refused", kind=kind, command=" ".join(command[:3]))


def _write(file: Path, data: bytes) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        raise OutputError("schedule_not_written", reason=error.strerror, file=file) from error


# ---- systemd


def _units() -> Path:
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "systemd" / "user"


def _install_systemd(plan: Plan) -> None:
    _write(_units() / f"{plan.name}.service", systemd.service(plan).encode())
    _write(_units() / f"{plan.name}.timer", systemd.timer(plan).encode())
    _must("systemd", ["systemctl", "--user", "daemon-reload"])
    # A timer that runs already keeps its former time without it.
    _must("systemd", ["systemctl", "--user", "enable", f"{plan.name}.timer"])
    _must("systemd", ["systemctl", "--user", "restart", f"{plan.name}.timer"])


def _find_systemd(name: str) -> _When | None:
    try:
        return systemd.found((_units() / f"{name}.timer").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _remove_systemd(name: str) -> None:
    files = [_units() / f"{name}.timer", _units() / f"{name}.service"]
    if any(file.exists() for file in files):
        _must("systemd", ["systemctl", "--user", "disable", "--now", f"{name}.timer"])
        for file in files:
            file.unlink(missing_ok=True)
        _must("systemd", ["systemctl", "--user", "daemon-reload"])


# ---- cron


def _crontab() -> str:
    # A user without one is told so by an exit code of 1.
    return _run(["crontab", "-l"]) or ""


def _install_cron(plan: Plan) -> None:
    _must("cron", ["crontab", "-"], cron.with_plan(_crontab(), plan))


def _find_cron(name: str) -> _When | None:
    return cron.found(_crontab(), name)


def _remove_cron(name: str) -> None:
    before = _crontab()
    after = cron.without(before, name)
    if after != before:
        _must("cron", ["crontab", "-"], after)


# ---- Windows


def _install_windows(plan: Plan) -> None:
    with tempfile.TemporaryDirectory(prefix="crri-task-") as folder:
        file = Path(folder, "task.xml")
        _write(file, windows.task(plan))
        _must("windows", ["schtasks", "/Create", "/F", "/TN", plan.name, "/XML", str(file)])


def _find_windows(name: str) -> _When | None:
    said = _run(["schtasks", "/Query", "/TN", name, "/XML"])
    return None if said is None else windows.found(said)


def _remove_windows(name: str) -> None:
    if _find_windows(name) is not None:
        _must("windows", ["schtasks", "/Delete", "/F", "/TN", name])


# ---- macOS


def _agent(name: str) -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{launchd.label(name)}.plist"


def _install_launchd(plan: Plan) -> None:
    logs = Path.home() / "Library" / "Logs" / "CRRI"
    with suppress(OSError):
        logs.mkdir(parents=True, exist_ok=True)
    _remove_launchd(plan.name)
    _write(_agent(plan.name), launchd.agent(plan, logs))
    _must("launchd", ["launchctl", "bootstrap", _domain(), str(_agent(plan.name))])


def _domain() -> str:
    if sys.platform == "win32":
        return ""
    return f"gui/{os.getuid()}"


def _find_launchd(name: str) -> _When | None:
    try:
        return launchd.found(_agent(name).read_bytes())
    except OSError:
        return None


def _remove_launchd(name: str) -> None:
    if _agent(name).exists():
        # It fails where the agent was not loaded; then there is nothing to unload.
        _run(["launchctl", "bootout", f"{_domain()}/{launchd.label(name)}"])
        _agent(name).unlink(missing_ok=True)


_INSTALL = {
    "systemd": _install_systemd,
    "cron": _install_cron,
    "windows": _install_windows,
    "launchd": _install_launchd,
}
_FIND = {
    "systemd": _find_systemd,
    "cron": _find_cron,
    "windows": _find_windows,
    "launchd": _find_launchd,
}
_REMOVE = {
    "systemd": _remove_systemd,
    "cron": _remove_cron,
    "windows": _remove_windows,
    "launchd": _remove_launchd,
}


def text_of(kind: Kind, plan: Plan) -> str:
    """What would be handed to the system, to be read first."""
    if kind == "systemd":
        return f"# {plan.name}.service\n{systemd.service(plan)}\n# {plan.name}.timer\n" + (
            systemd.timer(plan)
        )
    if kind == "cron":
        return "\n".join(cron.lines(plan)) + "\n"
    if kind == "windows":
        return windows.task(plan).decode("utf-16") + "\n"
    return launchd.agent(plan, Path.home() / "Library" / "Logs" / "CRRI").decode()


def told(found: Scheduled | None) -> str:
    """When it runs, by what, and when next, in one sentence."""
    if found is None:
        return sentence("schedule_none")
    from crri_gui.refresh.schedule.plan import days_text

    return sentence(
        "schedule_told",
        kind=found.kind,
        at=f"{found.at:%H:%M}",
        days=days_text(found.days),
        next=f"{found.next:%Y-%m-%d %H:%M}",
    )
