"""Keep it fresh: the system's own task that refreshes the target folder without the window."""

from __future__ import annotations

import shlex
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFrame, QTimeEdit

from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    column,
    fit_into_page,
    label,
    label_of,
    row,
)
from crri_gui.gui.widgets.choosing import choose_file
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.keys import OneStop

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.gui.pages.publish.target import TargetCard
    from crri_gui.refresh.record import Record
    from crri_gui.refresh.schedule.plan import Plan
    from crri_gui.refresh.schedule.system import Scheduled

    Told = tuple[Scheduled | None, Record | None]

_STEPS = "publish/steps"


class _Time(OneStop, QTimeEdit):
    """A time of day."""


class KeepFreshCard(QFrame):
    """Says whether a refresh is scheduled, installs and removes it, and says what it sends."""

    def __init__(self, session: Session, place: TargetCard) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._place = place
        self._asked_for: Path | None = None
        text = session.settings.text(_STEPS)
        self._steps: Path | None = Path(text) if text else None
        self.state = label("", wrap=True)
        self.sends = label("", "muted", wrap=True)
        self.notice = Notice("error")
        self.at = _Time(QTime(6, 15))
        self.at.setDisplayFormat("HH:mm")
        self.at.setAccessibleName(self.tr("Time of the refresh"))
        fit_into_page(self.at)
        self.days = ComboBox(self.tr("Days of the refresh"))
        self.days.addItem(self.tr("every day"), "daily")
        self.days.addItem(self.tr("Monday to Friday"), "mon-fri")
        self.install = button(self.tr("Schedule it"), self._install)
        self.remove = button(self.tr("Remove it"), self._remove)
        self.copy = button(self.tr("Copy the command"), self._copy)
        self.choose = button(self.tr("Choose what follows…"), self._choose)
        self.without = button(self.tr("Nothing follows"), self._without)
        time = row(label_of(self.at, self.tr("At")), self.at, self.days)
        buttons = Flow()
        for made in (self.install, self.remove, self.copy, self.choose, self.without):
            buttons.addWidget(made)
        layout = column(
            label(self.tr("Keep it fresh"), "heading"),
            label(
                self.tr(
                    "The system can publish this folder anew by itself, with the definitions of "
                    "now, whenever something is new. It never publishes what does not add up."
                ),
                "muted",
                wrap=True,
            ),
            self.state,
            self.sends,
            time,
            buttons,
            self.notice,
        )
        time.addStretch(1)
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        session.target_changed.connect(self._target_changed)
        session.request_changed.connect(self._enable)
        self._enable()
        self._tell_sends()

    def showEvent(self, event: QShowEvent) -> None:
        """The system is asked only when somebody looks."""
        super().showEvent(event)
        self._look()

    def _target_changed(self) -> None:
        self.notice.hide()
        self._asked_for = None
        self._look()
        self._enable()

    def _look(self) -> None:
        target = self._session.target
        if target is None or target == self._asked_for or not self.isVisible():
            return
        self._asked_for = target
        self._session.queries.submit(
            partial(_find, target),
            partial(self._show, target),
            self.notice.tell_problem,
            title=self.tr("Asking the system for the refresh"),
            replaces="schedule",
        )

    def _show(self, target: Path, told: Told) -> None:
        from crri_gui.refresh.schedule.plan import days_text
        from crri_gui.refresh.schedule.system import told as in_words

        if target != self._session.target:
            return
        found, last = told
        state = translate_message(in_words(found))
        self.state.setText(state if last is None else f"{state} {self._told_last(last)}")
        self.remove.setEnabled(found is not None)
        if found is not None:
            self.at.setTime(QTime(found.at.hour, found.at.minute))
            place = self.days.findData(days_text(found.days))
            self.days.setCurrentIndex(max(place, 0))

    def _told_last(self, last: Record) -> str:
        """When the last refresh was, and what became of it."""
        endings = {
            "started": self.tr("it did not end"),
            "published": self.tr("published"),
            "unchanged": self.tr("nothing was new"),
            "not_published": self.tr("not published"),
        }
        ending = endings[last.ending]
        failed = [name for name, step in last.steps.items() if step.state == "failed"]
        if failed:
            ending = self.tr("{ending}, but failed: {steps}").format(
                ending=ending, steps=", ".join(failed)
            )
        return self.tr("The last one, {when}: {ending}.").format(
            when=numbers.stamp(last.started), ending=ending
        )

    def _enable(self) -> None:
        session = self._session
        ready = session.target is not None and session.request is not None
        self.install.setEnabled(ready)
        self.copy.setEnabled(ready)
        if session.target is None:
            self.state.setText(self.tr("Choose the folder first."))
            self.remove.setEnabled(False)

    # What is sent

    def _tell_sends(self) -> None:
        """What the file of steps sends, and to whom, in one sentence."""
        self.without.setEnabled(self._steps is not None)
        if self._steps is None:
            self.sends.setText(
                self.tr("Nothing follows a publication: no refresh of Power BI, mail or message.")
            )
            return
        from crri_gui.refresh.steps.config import read_steps

        try:
            names = read_steps(self._steps).names
        except CrriError as error:
            self.notice.tell_problem(error)
            names = ()
        called = {
            "powerbi": self.tr("asks the Power BI service to refresh, and for its revenue"),
            "webhook": self.tr("sends totals and what changed to a webhook"),
            "mail": self.tr("mails totals, what changed, and the report"),
        }
        does = "; ".join(called[name] for name in names) or self.tr("sends nothing")
        self.sends.setText(
            self.tr("After each publication {file}: {does}.").format(
                file=self._steps.name, does=does
            )
        )

    def _choose(self) -> None:
        kinds = self.tr("Steps (*.toml)")
        title = self.tr("What follows a publication")
        file = choose_file(self, title, kinds, self._session.settings)
        if file is not None:
            self.take_steps(file)

    def take_steps(self, file: Path | None) -> None:
        """Let this file say what follows; None: nothing does."""
        self.notice.hide()
        self._steps = file
        self._session.settings.put(_STEPS, "" if file is None else str(file))
        self._tell_sends()

    def _without(self) -> None:
        self.take_steps(None)

    # The task

    def plan(self) -> Plan:
        """The task as it is chosen here."""
        from crri_gui.refresh.schedule.command import command_of
        from crri_gui.refresh.schedule.plan import Plan, parse_days, parse_time

        session = self._session
        assert session.target is not None and session.request is not None
        command = command_of(
            session.request,
            session.target,
            session.shop.value,
            excel=self._place.excel.isChecked(),
            keep=self._place.keep.value(),
            steps=self._steps,
        )
        at = parse_time(self.at.time().toString("HH:mm"))
        days = parse_days(str(self.days.currentData()))
        return Plan(session.target.resolve(), command, at, days)

    def _install(self) -> None:
        self._change(partial(_install, self.plan()))

    def _remove(self) -> None:
        target = self._session.target
        if target is not None:
            self._change(partial(_remove, target))

    def _change(self, job: partial[Told]) -> None:
        target = self._session.target
        assert target is not None
        self.notice.hide()
        self._session.queries.submit(
            job,
            partial(self._show, target),
            self.notice.tell_problem,
            title=self.tr("Telling the system about the refresh"),
            replaces="schedule",
        )

    def _copy(self) -> None:
        command = self.plan().command
        windows = sys.platform == "win32"
        text = subprocess.list2cmdline(command) if windows else shlex.join(command)
        QGuiApplication.clipboard().setText(text)
        self._session.say(self.tr("The command is on the clipboard."))


def _find(target: Path, _: RunContext) -> Told:
    from crri_gui.refresh import record
    from crri_gui.refresh.schedule.system import find

    return find(target), next(iter(record.of_folder(target)), None)


def _install(plan: Plan, run: RunContext) -> Told:
    from crri_gui.refresh.schedule.system import install

    install(plan)
    return _find(plan.output_dir, run)


def _remove(target: Path, run: RunContext) -> Told:
    from crri_gui.refresh.schedule.system import remove

    remove(target)
    return _find(target, run)
