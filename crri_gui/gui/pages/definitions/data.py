"""What of the data the options are about, told to their controls."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crri_gui.definitions import SHOP
from crri_gui.errors import CrriError
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.definitions.option import OptionRow
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.worker import Task
from crri_gui.gui.widgets.option_controls import DateControl, MonthsControl, Tick, TicksControl
from crri_gui.messages import sentence

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.discover.find import Found
    from crri_gui.engine.effect import AtHand
    from crri_gui.engine.pipeline import Request
    from crri_gui.engine.statuses import Status


def offer_data(rows: Mapping[str, OptionRow], data: AtHand) -> None:
    """Let each control offer what there is: statuses to tick, months, a date to begin with."""
    offer_statuses(rows, data.statuses)
    for row in rows.values():
        if data.months is not None and isinstance(row.own, MonthsControl):
            row.own.offer(*data.months)
        elif data.months is not None and isinstance(row.own, DateControl):
            row.own.begin_with(_last_day(data.months[1]))
    for name, count in data.concerned.items():
        if count:
            rows[name].show_concerned(translate_message(sentence("change.concerned", count=count)))
        else:
            rows[name].show_concerned(translate_message(sentence("change.concerned_none")))
    for name in SHOP:
        rows[name].propose(getattr(data.proposed, name))


def offer_statuses(rows: Mapping[str, OptionRow], statuses: Sequence[Status]) -> None:
    """Let statuses be ticked, each with its orders; without any they are typed."""
    for row in rows.values():
        if isinstance(row.own, TicksControl):
            row.own.offer(
                [
                    Tick(one.status, one.status, one.orders, one.counts_as, one.given)
                    for one in statuses
                ]
            )


class RawStatuses(QObject):
    """The statuses of raw files from which nothing is computed yet, in the lane of questions."""

    told = Signal(object)
    """The `Status`es; none where they are not known, or not any more."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._of: Found | None = None
        self._task: Task | None = None

    def want(self) -> None:
        """Find them out, where no results tell them and no run is about to."""
        session = self._session
        found, request = session.found, session.request
        if session.running or session.find_problem is not None or has_results(session):
            found = None
        if found is self._of:
            return
        self.rest()
        self._of = found
        if found is None or request is None:
            return
        self._task = session.queries.submit(
            partial(_statuses_in, request, found),
            partial(self._told, found),
            partial(self._not_told, found),
            title=self.tr("Looking up the statuses of the orders"),
            replaces="statuses",
        )

    def rest(self) -> None:
        """Ask no more until they are wanted again: others wait for the lane."""
        if self._task is not None:
            self._task.cancel()
            self._task = self._of = None

    def _told(self, found: Found, statuses: tuple[Status, ...]) -> None:
        if found is self._of:
            self._task = None
            self.told.emit(statuses)

    def _not_told(self, found: Found, _: CrriError) -> None:
        # Statuses are typed, then; what is wrong with the file is said where files are read.
        self._told(found, ())


def has_results(session: Session) -> bool:
    """Whether there are results of the folder that is chosen."""
    results, request = session.results, session.request
    return (
        results is not None
        and request is not None
        and results.request.input_dir == request.input_dir
    )


def _statuses_in(request: Request, found: Found, run: RunContext) -> tuple[Status, ...]:
    from crri_gui.engine.statuses import statuses_in

    return statuses_in(run, request, found)


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"
