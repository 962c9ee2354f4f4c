"""What comes of a mapping in numbers, with what there is to know about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.mapping.trial.consequences import Consequences
from crri_gui.engine.mapping.trial.met import Met
from crri_gui.errors import CrriError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.widgets.basics import Notice, button, clear, column, label, row

_ACROSS = 4
# Notes on what the figures and the lines below them show already.
_SHOWN = ("layout_totals", "rows_left_out")


class Outcome(QFrame):
    """The figures of a mapping, what is left out and why, and the warnings."""

    stopped = Signal()
    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._state = label("", "muted")
        self.stop = button(self.tr("Stop"), self.stopped.emit, name=self.tr("Stop counting"))
        self.count = button(
            self.tr("Count"), self.again.emit, name=self.tr("Count what comes of it")
        )
        self._problem = Notice("error")
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(24)
        self._figures.setVerticalSpacing(10)
        self._more = label("", "muted", wrap=True)
        self._notices = QVBoxLayout()
        self._notices.setSpacing(8)
        title = label(self.tr("What comes of it"), "heading")
        layout = column(
            row(title, self._state, None, self.count, self.stop),
            self._problem,
            self._figures,
            self._more,
            self._notices,
            spacing=8,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)

    def show_state(self, text: str, *, computing: bool, countable: bool) -> None:
        """What is being done, and whether it can be ended or begun."""
        self._state.setText(text)
        self.stop.setVisible(computing)
        self.count.setVisible(countable)

    def show_problem(self, problem: CrriError | None) -> None:
        """Why there are no figures."""
        self._problem.tell_problem(problem)

    def show_told(self, told: Consequences | None) -> None:
        """Show the figures; None: there are none yet."""
        clear(self._figures)
        clear(self._notices)
        self._more.setVisible(told is not None)
        if told is None:
            return
        for place, (name, value) in enumerate(self._lines(told)):
            self._figures.addWidget(_figure(name, value), place // _ACROSS, place % _ACROSS)
        for across in range(_ACROSS):
            self._figures.setColumnStretch(across, 1)
        self._more.setText("\n".join(self._told_more(told)))
        for finding in told.findings:
            if finding.code not in _SHOWN:
                self._add(finding)

    def _add(self, finding: Finding) -> None:
        what, remedy = translate_message(finding.message), translate_message(finding.remedy)
        if finding.severity == "note":
            self._notices.addWidget(label(what, "muted", wrap=True))
            return
        made = Notice(finding.severity)
        # First: what tells something shows itself, and would be a window of its own.
        self._notices.addWidget(made)
        made.tell(finding.severity, what, remedy)

    def _lines(self, told: Consequences) -> list[tuple[str, str]]:
        amounts = told.amounts
        lines = [
            (self.tr("Rows"), numbers.integer(told.rows)),
            (self.tr("Orders"), numbers.integer(told.orders)),
            (self.tr("of these counted"), numbers.integer(told.counted)),
            (self.tr("Goods"), numbers.money(amounts.goods)),
            (self.tr("Customers"), numbers.integer(told.customers)),
            (self.tr("with two orders or more"), numbers.integer(told.repeat_customers)),
            (self.tr("Counted orders of guests"), numbers.integer(told.guests)),
        ]
        further = (
            (self.tr("Shipping"), amounts.shipping),
            (self.tr("Tax"), amounts.tax),
            (self.tr("Paid"), amounts.paid),
            (self.tr("Given back"), amounts.refunds),
        )
        return lines + [
            (name, numbers.money(value)) for name, value in further if value is not None
        ]

    def _told_more(self, told: Consequences) -> list[str]:
        lines = []
        if told.first is not None and told.last is not None:
            text = self.tr("Counted orders from {first} to {last}.")
            lines.append(
                text.format(
                    first=numbers.date(told.first.date()), last=numbers.date(told.last.date())
                )
            )
        lines += map(_met, told.beside)
        of_others = [one for file in told.beside for one in file.left_out]
        for one in (*told.left_out, *of_others):
            text = self.tr("Left out: {rows:,} {rows|row|rows}, {money} ({reason}).")
            lines.append(
                counted(
                    text,
                    rows=one.rows,
                    money=numbers.money(one.money),
                    reason=translate_message(one.reason),
                )
            )
        if len(told.currencies) > 1:
            listed = [
                f"{currency} {numbers.money(money)} ({numbers.integer(orders)})"
                for currency, orders, money in told.currencies
            ]
            text = self.tr("Currencies, with the number of their orders: {listed}.")
            lines.append(text.format(listed=", ".join(listed)))
        return lines


def _met(file: Met) -> str:
    """How many orders are found in a file beside them."""
    translate = QCoreApplication.translate
    if file.section == "customers":
        text = translate(
            "mapping",
            "{file}: the customers of {met:,} of {orders:,} {orders|order|orders} ({share}).",
        )
    elif file.section == "items":
        text = translate(
            "mapping",
            "{file}: items of {met:,} of {orders:,} {orders|order|orders} ({share}), {money}.",
        )
    else:
        text = translate(
            "mapping",
            "{file}: payments of {met:,} of {orders:,} {orders|order|orders} ({share}), {money}.",
        )
    told = counted(
        text,
        file=file.file,
        met=file.met,
        orders=file.orders,
        share=numbers.percent(file.share),
        money="" if file.money is None else numbers.money(file.money),
    )
    if not file.strays:
        return told
    if file.section == "items":
        text = translate(
            "mapping", "{rows:,} {rows|item names|items name} an order that is not there."
        )
    else:
        text = translate(
            "mapping", "{rows:,} {rows|payment names|payments name} an order that is not there."
        )
    return f"{told} {counted(text, rows=file.strays)}"


def _figure(name: str, value: str) -> QWidget:
    made = QWidget()
    shown = label(value, "heading")
    shown.setAccessibleName(f"{name}: {value}")
    layout = column(shown, label(name, "muted", wrap=True), None, spacing=0)
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made
