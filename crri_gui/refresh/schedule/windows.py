"""A plan as a task of Windows (schema of Task Scheduler, version 1.2).

Source: learn.microsoft.com, "Task Scheduler Schema". Never registered on a Windows by us.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import xml.etree.ElementTree as ET

from crri_gui.refresh.schedule.plan import Plan

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEGIN = "2024-01-01"


def task(plan: Plan) -> bytes:
    """The XML that `schtasks /Create /XML` reads: UTF-16, as it writes it itself."""
    root = ET.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    info = ET.SubElement(root, "RegistrationInfo")
    ET.SubElement(info, "Description").text = f"CRRI: refresh {plan.output_dir}"
    trigger = ET.SubElement(ET.SubElement(root, "Triggers"), "CalendarTrigger")
    ET.SubElement(trigger, "StartBoundary").text = f"{_BEGIN}T{plan.at:%H:%M}:00"
    ET.SubElement(trigger, "Enabled").text = "true"
    weekly = ET.SubElement(trigger, "ScheduleByWeek")
    days = ET.SubElement(weekly, "DaysOfWeek")
    for day in plan.days:
        ET.SubElement(days, _DAYS[day])
    ET.SubElement(weekly, "WeeksInterval").text = "1"
    principal = ET.SubElement(ET.SubElement(root, "Principals"), "Principal", {"id": "Author"})
    ET.SubElement(principal, "LogonType").text = "InteractiveToken"
    ET.SubElement(principal, "RunLevel").text = "LeastPrivilege"
    settings = ET.SubElement(root, "Settings")
    for name, value in (
        ("MultipleInstancesPolicy", "IgnoreNew"),
        ("DisallowStartIfOnBatteries", "false"),
        ("StopIfGoingOnBatteries", "false"),
        ("StartWhenAvailable", "true"),
        ("ExecutionTimeLimit", "PT4H"),
    ):
        ET.SubElement(settings, name).text = value
    run = ET.SubElement(ET.SubElement(root, "Actions", {"Context": "Author"}), "Exec")
    ET.SubElement(run, "Command").text = plan.command[0]
    ET.SubElement(run, "Arguments").text = subprocess.list2cmdline(plan.command[1:])
    ET.indent(root)
    text = '<?xml version="1.0" encoding="UTF-16"?>\n' + ET.tostring(root, encoding="unicode")
    return text.encode("utf-16")


def found(xml: str) -> tuple[dt.time, tuple[int, ...]] | None:
    """When a task of ours runs; None where it is not as CRRI writes it."""
    try:
        root = ET.fromstring(xml.partition("?>")[2] or xml)
        start = root.findtext(f".//{{{NAMESPACE}}}StartBoundary") or ""
        at = dt.datetime.fromisoformat(start).time()
    except (ET.ParseError, ValueError):
        return None
    week = root.find(f".//{{{NAMESPACE}}}DaysOfWeek")
    names = [] if week is None else [day.tag.rpartition("}")[2] for day in week]
    if not names or not set(names) <= set(_DAYS):
        return None
    return at, tuple(sorted(_DAYS.index(name) for name in names))
