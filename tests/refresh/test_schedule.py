"""The task of each system: what it says, that others' lines stay, and when it runs next."""

from __future__ import annotations

import datetime as dt
import json
import plistlib
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from crri_gui.cli.main import main
from crri_gui.cli.options import parsed
from crri_gui.cli.request import chosen_shop, request_of
from crri_gui.definitions import Conventions, Definitions, Shop, with_values
from crri_gui.engine.pipeline import Request
from crri_gui.errors import ExitCode, UsageError
from crri_gui.refresh.schedule import cron, launchd, systemd, windows
from crri_gui.refresh.schedule.command import command_of, program
from crri_gui.refresh.schedule.plan import Plan, days_text, next_run, parse_days, parse_time

PROGRAM = ("/opt/crri/crri", "refresh", "--input-dir", "/srv/my shop/100%", "--output-dir", "/o'ut")
DAYS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "mon-fri": (0, 1, 2, 3, 4),
    "sun": (6,),
    "mon,wed": (0, 2),
    "fri-mon": (0, 4, 5, 6),
    "sat,sun": (5, 6),
}


def plan(days: str = "mon-fri", out: str = "/o'ut", environment: Path | None = None) -> Plan:
    return Plan(Path(out), PROGRAM, parse_time("06:15"), parse_days(days), environment)


@pytest.mark.parametrize(("text", "days"), DAYS.items())
def test_days_are_read_and_written(text: str, days: tuple[int, ...]) -> None:
    assert parse_days(text) == days
    assert parse_days(days_text(days)) == days


@pytest.mark.parametrize("text", ["", "monday", "mon-", "mon;tue", "-fri", "daily,mon"])
def test_other_days_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="names no days"):
        parse_days(text)


@pytest.mark.parametrize("text", ["", "6:15", "24:00", "06:60", "06:15:00", "6am"])
def test_other_times_are_refused(text: str) -> None:
    with pytest.raises(UsageError, match="no time of the day"):
        parse_time(text)


@pytest.mark.parametrize(
    ("days", "now", "then"),
    [
        ("daily", "2026-11-30T06:14:59", "2026-11-30T06:15:00"),
        ("daily", "2026-11-30T06:15:00", "2026-12-01T06:15:00"),
        ("mon-fri", "2026-12-04T07:00:00", "2026-12-07T06:15:00"),  # a Friday
        ("sun", "2026-12-06T07:00:00", "2026-12-13T06:15:00"),  # a Sunday
    ],
)
def test_the_next_run_is_the_next_one(days: str, now: str, then: str) -> None:
    found = next_run(plan(days), dt.datetime.fromisoformat(now))
    assert found == dt.datetime.fromisoformat(then)


@pytest.mark.parametrize("days", DAYS)
def test_what_a_system_has_is_read_back(days: str) -> None:
    made = plan(days)
    when = (made.at, made.days)
    assert cron.found(cron.with_plan("", made), made.name) == when
    assert systemd.found(systemd.timer(made)) == when
    assert windows.found(windows.task(made).decode("utf-16")) == when
    assert launchd.found(launchd.agent(made, Path("/logs"))) == when


def test_a_crontab_keeps_every_line_of_others() -> None:
    theirs = "MAILTO=me\n# mine\n*/5 * * * * /bin/true # CRRI refresh\n"
    other = plan(out="/other")
    both = cron.with_plan(cron.with_plan(theirs, plan()), other)
    assert both.startswith(theirs)
    moved = cron.with_plan(both, plan("sun"))
    assert moved.count("# CRRI refresh crri-") == 2
    assert cron.without(cron.without(moved, plan().name), other.name) == theirs
    assert cron.without(theirs, plan().name) == theirs
    # Without a last line break, the next line would be part of it.
    assert cron.with_plan("a b", plan()).startswith("a b\n# CRRI")


def test_a_line_of_cron_is_one_command_whatever_the_paths_are(tmp_path: Path) -> None:
    _, line = cron.lines(plan(environment=tmp_path / "its secrets"))
    assert line.startswith("15 6 * * 1,2,3,4,5 set -a; . ")
    command = line.split(" ", 5)[5].replace(r"\%", "%")
    assert "%" not in line.replace(r"\%", "")
    *_, last = command.split("; ")
    assert tuple(shlex.split(last)) == PROGRAM
    assert shlex.split(command)[3].rstrip(";") == str(tmp_path / "its secrets")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_units_are_understood_by_systemd(tmp_path: Path) -> None:
    made = Plan(
        tmp_path / "o ut%",
        (sys.executable, "refresh", 'a "b" $HOME %h \\'),
        parse_time("06:15"),
        parse_days("mon-fri"),
        tmp_path / "secrets",
    )
    (tmp_path / f"{made.name}.service").write_text(systemd.service(made))
    (tmp_path / f"{made.name}.timer").write_text(systemd.timer(made))
    for kind in ("service", "timer"):
        done = subprocess.run(
            ["systemd-analyze", "verify", str(tmp_path / f"{made.name}.{kind}")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert str(tmp_path) not in done.stderr, done.stderr
    calendar = "Mon,Tue,Wed,Thu,Fri *-*-* 06:15:00"
    assert f"OnCalendar={calendar}" in systemd.timer(made)
    assert subprocess.run(["systemd-analyze", "calendar", calendar], check=False).returncode == 0


def test_the_task_of_windows_is_as_its_schema_wants_it() -> None:
    data = windows.task(plan("mon,wed"))
    assert data.startswith(b"\xff\xfe")
    text = data.decode("utf-16")
    assert text.startswith('<?xml version="1.0" encoding="UTF-16"?>')
    root = ET.fromstring(text.partition("?>")[2])
    at = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.tag == f"{at}Task" and root.get("version") == "1.2"
    parts = {child.tag.removeprefix(at) for child in root}
    assert parts == {"RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"}
    actions = root.find(f"{at}Actions")
    principal = root.find(f"{at}Principals/{at}Principal")
    assert actions is not None and principal is not None
    assert actions.get("Context") == principal.get("id")
    assert root.findtext(f".//{at}Command") == PROGRAM[0]
    assert root.findtext(f".//{at}Arguments") == subprocess.list2cmdline(PROGRAM[1:])
    days = root.find(f".//{at}DaysOfWeek")
    assert days is not None and [d.tag.removeprefix(at) for d in days] == ["Monday", "Wednesday"]
    dt.datetime.fromisoformat(root.findtext(f".//{at}StartBoundary") or "")


def test_the_agent_of_macos_is_as_launchd_wants_it() -> None:
    made = plistlib.loads(launchd.agent(plan("sat,sun"), Path("/logs")))
    assert made["Label"] == f"io.crri.{plan().name}"
    assert tuple(made["ProgramArguments"]) == PROGRAM
    assert made["StartCalendarInterval"] == [
        {"Weekday": 6, "Hour": 6, "Minute": 15},
        {"Weekday": 0, "Hour": 6, "Minute": 15},
    ]


# ---- What a task computes is what the window would.


def test_the_command_of_a_task_asks_for_what_was_chosen(tmp_path: Path) -> None:
    made = Request(
        tmp_path / "raw",
        with_values(
            Definitions(),
            {"late": "after_days", "statuses": ("shipped", "delivered"), "margin": 30.5},
            "test",
        ),
        frozenset({"movement"}),
        {"orders": "a b.csv", "order_reviews": "none"},
        Conventions({"*": "dmy", "Placed at": "mdy"}, {"order_items.price": "comma"}, "written"),
        max_rejected_rows=0.0125,
        mapping=tmp_path / "crri.toml",
    )
    (tmp_path / "crri.toml").touch()
    shop = Shop(shop_name="Casa Azul", currency_symbol="R$", money_decimals=0)
    asked = command_of(made, tmp_path / "out", shop, excel=True, keep=5, steps=tmp_path / "s.toml")
    options = parsed(asked[len(program()) :])
    assert request_of(options) == made
    assert chosen_shop(options) == shop
    assert (options.excel, options.backups, options.output_dir) == (True, 5, tmp_path / "out")
    assert (options.command, options.steps) == ("refresh", tmp_path / "s.toml")
    plain = Request(tmp_path / "raw", extensions=frozenset())
    asked = command_of(plain, tmp_path / "out", Shop(), excel=False, keep=3, steps=None)
    assert request_of(parsed(asked[len(program()) :])) == plain


# ---- A crontab of this test's own.


CRONTAB = """#!/bin/sh
case $1 in
    -l) cat "$0.kept" 2>/dev/null || exit 1 ;;
    -) cat >"$0.kept" ;;
esac
"""


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only scheduler of this machine: a program that keeps what it is given."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(CRONTAB)
    program.chmod(0o755)
    for name in ("cat",):
        (program.parent / name).symlink_to(str(shutil.which(name)))
    monkeypatch.setenv("PATH", str(program.parent))
    return Path(f"{program}.kept")


def refuse_to_show_less_than_the_last_refreshes(
    folder: Path, out: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """When it runs next, and how it went: the folder of raw files is empty."""
    assert main(["refresh", "--input-dir", str(folder / "raw"), *out]) == ExitCode.INPUT
    capsys.readouterr()
    assert main(["schedule", "show", *out]) == 0
    first, last, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("Refreshes at 05:30, mon-fri, by cron; next on ")
    assert "not published (exit code 3)" in last
    assert main(["schedule", "show", *out, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["schedule"]["at"] == "05:30"
    assert [one["ending"] for one in shown["refreshes"]] == ["not_published"]


@pytest.mark.skipif(sys.platform != "linux", reason="cron")
def test_a_schedule_is_installed_shown_changed_and_removed(
    crontab: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CRRI_HOME", str(tmp_path / "home"))
    (tmp_path / "raw").mkdir()
    crontab.write_text("MAILTO=me\n")
    out = ["--output-dir", str(tmp_path / "out")]
    install = ["schedule", "install", "--input-dir", str(tmp_path / "raw"), *out]
    assert main(["schedule", "show", *out]) == 0
    assert "No refresh of this folder is scheduled." in capsys.readouterr().out
    assert main([*install, "--print"]) == 0
    assert "refresh --quiet --input-dir" in capsys.readouterr().out
    assert crontab.read_text() == "MAILTO=me\n"
    assert main([*install, "--at", "05:30", "--days", "mon-fri"]) == 0
    assert "Refreshes at 05:30, mon-fri, by cron; next on " in capsys.readouterr().out
    refuse_to_show_less_than_the_last_refreshes(tmp_path, out, capsys)
    assert main([*install, "--at", "07:00"]) == 0
    line = crontab.read_text().splitlines()[-1]
    assert line.startswith("0 7 * * 1,2,3,4,5,6,0 ")
    words = shlex.split(line)[5:]
    assert words[words.index("refresh") :] == [
        *("refresh", "--quiet"),
        *("--input-dir", str(tmp_path / "raw"), "--output-dir", str(tmp_path / "out")),
    ]
    assert len(crontab.read_text().splitlines()) == 3
    assert main(["schedule", "remove", *out]) == 0
    assert crontab.read_text() == "MAILTO=me\n"
    assert main([*install, "--by", "systemd"]) == ExitCode.USAGE
    assert main([*install, "--at", "7"]) == ExitCode.USAGE
    assert main([*install, "--steps", str(tmp_path / "none.toml")]) == ExitCode.USAGE
    assert main(["schedule", "install", *out]) == ExitCode.USAGE
    assert main([*install[:-1], f"{tmp_path}/new\nline"]) == ExitCode.USAGE
    assert crontab.read_text() == "MAILTO=me\n"


@pytest.mark.skipif(sys.platform != "linux", reason="cron")
def test_a_machine_without_a_scheduler_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "raw").mkdir()
    install = ["schedule", "install", "--input-dir", str(tmp_path / "raw")]
    assert main([*install, "--output-dir", str(tmp_path / "out")]) == ExitCode.USAGE
    assert "neither systemd for this user nor cron" in capsys.readouterr().err
