"""The window of experiments, beside the main one: size, assignment, result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QLabel,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
)

from crri_gui.contract import SEGMENTS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.experiment import OwnFigures, Result, Selection, assign, figures_of, result
from crri_gui.engine.experiment_words import (
    assigned_sentence,
    days_sentence,
    detectable_sentence,
    result_sentences,
    size_sentence,
)
from crri_gui.engine.results import Results
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import of_dashboard, translate_message
from crri_gui.gui.pages.experiment.controls import MOST, Day, form_of, number, page_of, percent
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.announcing import announce
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    column,
    fit_into_page,
    fit_into_screen,
    label,
    row,
)
from crri_gui.gui.widgets.choosing import choose_file, choose_new_file
from crri_gui.gui.widgets.combo_box import ComboBox
from crri_gui.gui.widgets.tab_choice import TabChoice
from crri_gui.messages import Sentence
from crri_gui.models.experiments import detectable_rate, sample_size

_CONFIDENCE = 95.0
_POWERS = (80.0, 90.0)
_HOPED = 1.2
"""The rate that is hoped for at first, against that of the shop."""
_DAY = "yyyy-MM-dd"
_ASSIGN, _COMPARE = 1, 2
"""The parts that have something to be done."""


def open_experiments(window: QMainWindow, session: Session) -> ExperimentDialog:
    """Show the window of experiments, or bring it to the front."""
    for there in window.findChildren(ExperimentDialog):
        there.raise_()
        there.activateWindow()
        return there
    made = ExperimentDialog(window, session)
    made.show()
    return made


class ExperimentDialog(QDialog):
    """Plans an experiment with the shop's own figures, deals customers out, tells the result."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._own: OwnFigures | None = None
        self._task: Task | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Experiments"))
        fit_into_screen(self, 640, 520, session.appearance.text_size)
        self.problem = Notice("error")
        self.parts = TabChoice(self.tr("Parts of an experiment"))
        self._pages = QStackedWidget()
        for title, page in (
            (self.tr("How many customers it takes"), self._size_page()),
            (self.tr("Who gets what"), self._assign_page()),
            (self.tr("What came of it"), self._result_page()),
        ):
            self.parts.bar.addTab(title)
            self._pages.addWidget(page)
        self.parts.offer_in_box()
        self.parts.bar.currentChanged.connect(self._show_part)
        self.busy = label("", "muted", wrap=True)
        self.cancel = button(self.tr("Cancel"), self._cancel)
        self.cancel.hide()
        # What is to be done on a page stands below it, wherever that is scrolled to.
        foot = row(self.busy, self.cancel, self.assign, self.compare)
        foot.addWidget(button(self.tr("Close"), self.close))
        layout = column(self.problem, self.parts, self._pages, foot, spacing=10)
        layout.setContentsMargins(20, 12, 20, 14)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._show_part(0)
        session.results_changed.connect(self._ask_own)
        self._ask_own()

    def _show_part(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.assign.setVisible(place == _ASSIGN)
        self.compare.setVisible(place == _COMPARE)

    # Size

    def _size_page(self) -> QScrollArea:
        self.rate = percent(self.tr("Share that buys now"))
        self.hoped = percent(self.tr("Share hoped for"))
        self.power = ComboBox(self.tr("Power"))
        for power in _POWERS:
            self.power.addItem(f"{power:g} %", power)
        self.per_arm = number(self.tr("Customers in each arm"), 2)
        self.needed = label("", "", wrap=True)
        self.days = label("", "muted", wrap=True)
        self.detectable = label("", "", wrap=True)
        for control in (self.rate, self.hoped):
            control.valueChanged.connect(self._tell_size)
        self.power.currentIndexChanged.connect(self._tell_size)
        self.per_arm.valueChanged.connect(self._tell_detectable)
        form = form_of(self.rate, self.hoped, self.power)
        given = form_of(self.per_arm)
        self.own = label("", "muted", wrap=True)
        return page_of(
            self.own,
            form,
            self.needed,
            self.days,
            given,
            self.detectable,
        )

    def _ask_own(self) -> None:
        """What the shop's own data says."""
        results = self._session.results
        if results is None:
            return
        self._session.queries.submit(
            partial(_figures, results),
            self._own_told,
            self.problem.tell_problem,
            title=self.tr("Looking up how often customers buy again"),
            replaces="experiment",
        )

    def _own_told(self, own: OwnFigures) -> None:
        self._own = own
        if own.rate is not None:
            self.own.setText(
                self.tr("In this shop {rate} buy again within {days} days.").format(
                    rate=numbers.percent(own.rate, 2), days=own.days
                )
            )
        if own.rate and own.rate < 1:
            self.rate.setValue(100 * own.rate)
            self.hoped.setValue(100 * own.rate * _HOPED)
        self._tell_size()

    def _tell_size(self) -> None:
        rate, hoped = self.rate.value(), self.hoped.value()
        if not 0 < rate != hoped or not 0 < hoped < 100:
            self.needed.setText(self.tr("Two shares that differ are needed."))
            self.days.setText("")
            self.detectable.setText("")
            return
        levels = (self.power.currentData() / 100, _CONFIDENCE / 100)
        per_arm = sample_size(rate / 100, hoped / 100, *levels)
        power = self.power.currentData()
        self.needed.setText(_said(size_sentence(rate, hoped, per_arm, power, _CONFIDENCE)))
        told = "" if self._own is None else _said(days_sentence(self._own, per_arm))
        self.days.setText(told)
        if not self.per_arm.hasFocus():
            self.per_arm.setValue(min(per_arm, MOST))
        self._tell_detectable()

    def _tell_detectable(self) -> None:
        rate, per_arm, power = self.rate.value(), self.per_arm.value(), self.power.currentData()
        if not rate:
            return
        found = detectable_rate(rate / 100, per_arm, power / 100, _CONFIDENCE / 100)
        other = None if found is None else 100 * found
        self.detectable.setText(
            _said(detectable_sentence(rate, other, per_arm, power, _CONFIDENCE))
        )

    # Assignment

    def _assign_page(self) -> QScrollArea:
        self.segment = ComboBox(self.tr("Customers"))
        self.segment.addItem(self.tr("All customers"), "")
        for name in SEGMENTS:
            self.segment.addItem(of_dashboard(name), name)
        self.most = number(self.tr("At most in each arm"), 0)
        self.most.setSpecialValueText(self.tr("as many as there are"))
        self.seed = number(self.tr("Seed"), 0)
        self.seed.setValue(1)
        self.assigned = label("", "", wrap=True)
        self.assigned.hide()
        self.assign = button(self.tr("Save the assignment…"), self._assign, "primary")
        return page_of(
            label(
                self.tr(
                    "Half of the customers get the treatment, half do not. The same seed gives the "
                    "same halves."
                ),
                "muted",
                wrap=True,
            ),
            form_of(self.segment, self.most, self.seed),
            self.assigned,
        )

    def _assign(self) -> None:
        request = self._session.request
        if request is None:
            return
        kinds = self.tr("CSV (*.csv)")
        name = self.tr("assignment.csv")
        target = choose_new_file(
            self, self.tr("Save the assignment"), name, kinds, self._session.settings
        )
        if target is None:
            return
        if refusal := self._session.refusal(target):
            self.problem.tell_problem(refusal)
            return
        segment = self.segment.currentData()
        selection = Selection((segment,) if segment else ())
        seed, most = self.seed.value(), self.most.value() or None
        self._work(
            lambda run: assign(run, request, selection, seed, most, target),
            partial(self._assigned, seed, target),
            self.tr("Dealing customers out"),
        )

    def _assigned(self, seed: int, target: Path, arms: dict[str, int]) -> None:
        self._idle()
        self._tell(self.assigned, _said(assigned_sentence(arms, seed, target)))

    # Result

    def _result_page(self) -> QScrollArea:
        today = QDate.currentDate()
        self.since, self.until = Day(today.addDays(-90)), Day(today)
        for control, name in (
            (self.since, self.tr("From")),
            (self.until, self.tr("To")),
        ):
            control.setAccessibleName(name)
            control.setDisplayFormat(numbers.date_form())
            control.setCalendarPopup(True)
            fit_into_page(control)
        self.outcome = label("", "", wrap=True)
        self.outcome.hide()
        self.compare = button(self.tr("Open an assignment…"), self._compare, "primary")
        return page_of(
            label(
                self.tr("Who of each arm bought between two days, both included."),
                "muted",
                wrap=True,
            ),
            form_of(self.since, self.until),
            self.outcome,
        )

    def _compare(self) -> None:
        request = self._session.request
        if request is None:
            return
        kinds = self.tr("CSV (*.csv)")
        file = choose_file(self, self.tr("The assignment"), kinds, self._session.settings)
        if file is None:
            return
        days = (_day(self.since), _day(self.until))
        self._work(
            lambda run: result(run, request, file, days, _CONFIDENCE / 100),
            self._compared,
            self.tr("Counting who bought"),
        )

    def _compared(self, found: Result) -> None:
        self._idle()
        self._tell(self.outcome, "\n".join(map(_said, result_sentences(found, _CONFIDENCE))))

    # Work

    def _work(
        self, job: Callable[[RunContext], Any], done: Callable[[Any], None], title: str
    ) -> None:
        self.problem.hide()
        self.busy.setText(self.tr("{what}…").format(what=title))
        self.cancel.show()
        for control in (self.assign, self.compare):
            control.setEnabled(False)
        self._task = self._session.worker.submit(
            job, done, self._failed, title=title, cancelled=self._idle
        )

    def _failed(self, error: CrriError) -> None:
        self._idle()
        self.problem.tell_problem(error)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _idle(self) -> None:
        self._task = None
        self.busy.setText("")
        self.cancel.hide()
        for control in (self.assign, self.compare):
            control.setEnabled(True)

    def _tell(self, where: QLabel, text: str) -> None:
        where.setText(text)
        where.show()
        announce(self, text)


def _figures(results: Results, run: RunContext) -> OwnFigures:
    with results.database(run) as db:
        return figures_of(db)


def _said(told: Sentence) -> str:
    return translate_message(told)


def _day(control: QDateEdit) -> dt.date:
    return dt.date.fromisoformat(control.date().toString(_DAY))
