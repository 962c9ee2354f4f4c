"""Checks: from the figures of the shop's own report to ours, by steps."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import in_language, translate_message
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    GAP,
    RIGHT,
    Notice,
    column,
    label,
    show_example,
    tip,
)
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.lists import fit_rows

if TYPE_CHECKING:
    from crri_gui.engine.bridge.explain import Bridge, Step
    from crri_gui.engine.bridge.figures import Figures, Theirs
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.results import Results

_NAMES = ("orders", "revenue", "customers", "repeat_customers")
_COUNT = len(_NAMES) + 1
_PAUSE = 400  # milliseconds without a key until what was typed is looked at


class BridgeCard(QFrame):
    """What the other report says, and the way from there to these outputs."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.fields = {
            "orders": self._field(self.tr("Orders of the other report"), "2000"),
            "revenue": self._field(self.tr("Revenue of the other report"), "12345.60"),
            "customers": self._field(self.tr("Customers of the other report"), "1500"),
            "repeat_customers": self._field(self.tr("Repeat customers of the other report"), "300"),
            "month": self._field(self.tr("Month of the other report"), "2024-03"),
            "clock": self._field(self.tr("Clock of the other report"), "+05:30"),
        }
        explained = {
            "clock": self.tr(
                "How far the clock of the report is ahead of the times in the raw files, such "
                "as -3 or +05:30; or its time zone, where that of the files is known."
            ),
            "repeat_customers": self.tr(
                "Those with two orders or more; of a month also those with an order before "
                "it, which many reports call returning customers."
            ),
        }
        for name, text in explained.items():
            self.fields[name].setToolTip(tip(text))
            self.fields[name].setAccessibleDescription(text)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.explain)
        self.verdict = Notice()
        self._make_table()
        self._unused = label("", "muted", wrap=True)
        fields = Flow(GAP)
        for made in self._labelled():
            fields.addWidget(made)
        layout = column(
            label(
                self.tr(
                    "Type what the shop's own report says. CRRI looks for the steps that lead "
                    "from there to its own figures, and says what it cannot explain."
                ),
                "muted",
                wrap=True,
            ),
            fields,
            self.verdict,
            self.table,
            self._unused,
        )
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self._clear()

    def _field(self, name: str, example: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        show_example(made, example)
        made.setMaximumWidth(150)
        made.textChanged.connect(self._changed)
        made.returnPressed.connect(self.explain)
        return made

    def _labelled(self) -> list[QWidget]:
        texts = (
            self.tr("&Orders"),
            self.tr("R&evenue"),
            self.tr("C&ustomers"),
            self.tr("Repea&t customers"),
            self.tr("&Month (empty: all months)"),
            self.tr("Their c&lock"),
        )
        made = []
        for text, field in zip(texts, self.fields.values(), strict=True):
            holder = QWidget()
            form = QFormLayout(holder)
            form.setContentsMargins(0, 0, 0, 0)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
            form.addRow(text, field)
            made.append(holder)
        return made

    def _make_table(self) -> None:
        self.table = QTreeWidget()
        self.table.setAccessibleName(self.tr("From the other report to these outputs"))
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setHeaderLabels(
            [
                self.tr("Step"),
                self.tr("Orders"),
                self.tr("Revenue"),
                self.tr("Customers"),
                self.tr("Repeat customers"),
                self.tr("Orders or rows of it"),
            ]
        )
        header = self.table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        for place in range(1, _COUNT + 1):
            self.table.headerItem().setTextAlignment(place, RIGHT)

    def _clear(self) -> None:
        self.verdict.hide()
        self.table.hide()
        self._unused.hide()

    def _changed(self) -> None:
        self._pause.start()

    def explain(self) -> None:
        """Look for the way from what is typed to the results; what ran before is cancelled."""
        self._pause.stop()
        results = self._session.results
        if results is None or not any(self.fields[name].text().strip() for name in _NAMES):
            self._clear()
            return
        try:
            theirs = self._theirs()
        except UsageError as error:
            self._refused(error)
            return
        self._session.queries.submit(
            partial(_explain, results, theirs),
            self._show,
            self._refused,
            title=self.tr("Explaining the other report"),
            replaces="bridge",
        )

    def _theirs(self) -> Theirs:
        from crri_gui.engine.bridge.figures import Theirs, amount, clock, count, first_and_last

        texts = {name: field.text().strip() for name, field in self.fields.items()}
        since, until = first_and_last(texts["month"]) if texts["month"] else (None, None)
        return Theirs(
            count(texts["orders"], "orders") if texts["orders"] else None,
            amount(texts["revenue"]) if texts["revenue"] else None,
            count(texts["customers"], "customers") if texts["customers"] else None,
            since,
            until,
            clock(texts["clock"]) if texts["clock"] else None,
            count(texts["repeat_customers"], "repeat_customers")
            if texts["repeat_customers"]
            else None,
        )

    def _refused(self, error: CrriError) -> None:
        self._clear()
        self.verdict.tell_problem(error)

    def _show(self, bridge: Bridge) -> None:
        said, *more = map(translate_message, bridge.said)
        if bridge.figure:
            more.append(
                self.tr("Such a revenue is called “{figure}” in {report}.").format(
                    report=in_language(bridge.report), figure=in_language(bridge.figure)
                )
            )
        kind = "warning" if not bridge.exact else "note" if bridge.others else "ok"
        self.verdict.tell(kind, said, " ".join(more))
        first, *_, last = bridge.running()
        self.table.clear()
        self._add(self.tr("Their report"), first, bridge, bold=True)
        for step in bridge.steps:
            self._add(_named(step), step.change, bridge, count=step.count, signed=True)
        if not bridge.exact:
            self._add(self.tr("not explained"), bridge.rest, bridge, signed=True)
        self._add(self.tr("These outputs"), last, bridge, bold=True)
        for place, name in enumerate(_NAMES, 1):
            self.table.setColumnHidden(place, name not in bridge.theirs.given)
        self.table.show()
        fit_rows(self.table)
        known = [
            self.tr("{step}: {count}").format(step=_named(step), count=numbers.integer(step.count))
            for step in bridge.unused
        ]
        self._unused.setText(
            self.tr("Known as well, and not needed for it: {steps}").format(steps="; ".join(known))
        )
        self._unused.setVisible(bool(known))

    def _add(
        self,
        name: str,
        figures: Figures,
        bridge: Bridge,
        *,
        count: int | None = None,
        signed: bool = False,
        bold: bool = False,
    ) -> None:
        plus = "+" if signed else ""
        texts = [
            f"{plus if figures.orders > 0 else ''}{numbers.integer(figures.orders)}",
            f"{plus if figures.revenue > 0 else ''}{numbers.money(figures.revenue)}",
            *(
                f"{plus if value > 0 else ''}{numbers.integer(value)}"
                for value in (figures.customers, figures.repeat_customers)
            ),
        ]
        item = QTreeWidgetItem([name, *texts, "" if count is None else numbers.integer(count)])
        said = [
            f"{self.table.headerItem().text(place)} {texts[place - 1]}"
            for place, one in enumerate(_NAMES, 1)
            if one in bridge.theirs.given
        ]
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{name}: {', '.join(said)}")
        for place in range(1, _COUNT + 1):
            item.setTextAlignment(place, RIGHT)
        if bold:
            font = item.font(0)
            font.setBold(True)
            for place in range(_COUNT + 1):
                item.setFont(place, font)
        self.table.addTopLevelItem(item)


def _named(step: Step) -> str:
    ours = translate_message(step.label)
    called = in_language(step.called) if step.called else ours
    return called if called.casefold() == ours.casefold() else f"{called} ({ours})"


def _explain(results: Results, theirs: Theirs, run: RunContext) -> Bridge:
    from crri_gui.engine.bridge.explain import bridge_of

    return bridge_of(run, results, theirs)
