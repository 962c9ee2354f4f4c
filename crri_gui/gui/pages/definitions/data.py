"""What of the data the options are about, told to their controls."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from typing import TYPE_CHECKING

from crri_gui.definitions import SHOP
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.pages.definitions.option import OptionRow
from crri_gui.gui.widgets.option_controls import DateControl, MonthsControl, Tick, TicksControl
from crri_gui.messages import sentence

if TYPE_CHECKING:
    from crri_gui.engine.effect import AtHand


def offer_data(rows: Mapping[str, OptionRow], data: AtHand) -> None:
    """Let each control offer what there is: statuses to tick, months, a date to begin with."""
    for row in rows.values():
        if isinstance(row.own, TicksControl):
            row.own.offer(
                [
                    Tick(one.status, one.status, one.orders, one.counts_as, one.given)
                    for one in data.statuses
                ]
            )
        elif data.months is not None and isinstance(row.own, MonthsControl):
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


def _last_day(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"
