"""The foot of the mapping page: what comes of it in one sentence, and the button that keeps it."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.pages.mapping.words import title_of
from crri_gui.gui.state.mapping import Mapping
from crri_gui.gui.widgets.basics import GAP, MARGIN, label, row
from crri_gui.gui.widgets.pressing import PushButton

# In heights of a line: what the sentence, the links and the button need beside each other.
_ROOM = 40


class Foot(QFrame):
    """Stands below the page that scrolls; where the mapping cannot be used, it says why."""

    def __init__(self, mapping: Mapping, widest: int) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._mapping = mapping
        self.sentence = label("", wrap=True)
        self.look, self.decide = PushButton(), PushButton()
        for link in (self.look, self.decide):
            link.setObjectName("link")
            link.hide()
        self.use = PushButton(self.tr("Use this mapping"))
        self.use.setObjectName("primary")
        self._links = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._links.setSpacing(GAP)
        self._links.addWidget(self.decide)
        self._links.addWidget(self.look)
        right = row(spacing=GAP)
        right.addStretch(1)
        right.addLayout(self._links)
        right.addWidget(self.use)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inside.setContentsMargins(MARGIN, 10, MARGIN, 10)
        self._inside.setSpacing(GAP)
        self._inside.addWidget(self.sentence, 1)
        self._inside.addLayout(right)
        # As wide as the page above it.
        holder = QWidget()
        holder.setLayout(self._inside)
        holder.setMaximumWidth(widest)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(holder, 1)
        outer.addStretch(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence stands above the buttons where the text is too large for a row."""
        super().resizeEvent(event)
        wide = event.size().width() >= _ROOM * self.fontMetrics().height()
        directions = QBoxLayout.Direction
        for layout in (self._inside, self._links):
            layout.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_mapping(self) -> None:
        """Show the state of the mapping."""
        self.use.setEnabled(self._mapping.usable)
        text = self._text()
        self.sentence.setText(text)
        self.use.setAccessibleDescription(text)
        told = None if self._mapping.computing else self._mapping.consequences
        warned = sum(one.severity != "note" for one in told.findings) if told is not None else 0
        self.look.setVisible(bool(warned))
        self.look.setText(self.tr("▲ {count} to look at").format(count=numbers.integer(warned)))
        words = told.words if told is not None else ()
        undecided = sum(not one.status_class and not one.decided_by for one in words)
        self.decide.setVisible(bool(undecided))
        self.decide.setText(
            counted(
                self.tr("▲ {words:,} status {words|word|words} to decide"),
                words=undecided,
            )
        )

    def _text(self) -> str:
        mapping = self._mapping
        if mapping.draft is None:
            return ""
        missing = [title_of(one.name) for one in mapping.draft.missing]
        if missing:
            text = self.tr(
                "Still missing: {fields}. {count|Choose a column for it|Choose a column for each}."
            )
            return counted(text, count=len(missing), fields=", ".join(missing))
        if mapping.computing:
            return self.tr("Counting what comes of it…")
        if mapping.refused is not None:
            return translate_message(mapping.refused.what)
        told = mapping.consequences
        if told is None:
            return self.tr("Count what comes of it first.")
        if not told.orders:
            return counted(
                self.tr("None of {rows:,} {rows|row|rows} becomes an order."), rows=told.rows
            )
        return counted(
            self.tr(
                "{rows:,} {rows|row|rows} → {orders:,} {orders|order|orders}, {counted:,} counted, "
                "{customers:,} {customers|customer|customers}, {money}"
            ),
            rows=told.rows,
            orders=told.orders,
            counted=told.counted,
            customers=told.customers,
            money=numbers.money(told.amounts.goods),
        )
