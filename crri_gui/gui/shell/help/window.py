"""Help: a page per step, every number by its one definition, every key."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

from crri_gui.contract import NAMED_SEGMENTS, OUTPUT_TABLES, REPEAT_RATE_DAYS
from crri_gui.definitions import OPTIONS, PRESET_MEANING
from crri_gui.engine.query.catalog import columns_beside_the_contract
from crri_gui.gui.i18n.words import of_contract, of_dashboard, of_definitions
from crri_gui.gui.shell.help.texts import step_texts
from crri_gui.gui.shell.navigator import Navigator
from crri_gui.gui.state import steps
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.announcing import seen
from crri_gui.gui.widgets.basics import column, fit_into_screen
from crri_gui.gui.widgets.keys import named
from crri_gui.gui.widgets.problems import versions

_KEY = "help/geometry"
_AROUND = 48
"""Beside the names of the parts: frames, the scroll bar, the button that clears the search."""
_LINES_WIDE = 24
"""What the text needs beside the list, in lines of its own height."""
_LISTED = 3
_ANY = 16_777_215  # Qt's own limit
_TOPIC = Qt.ItemDataRole.UserRole
# Names that are both a column and an option: the column is what is asked about.
_COLUMNS = {column.name for table in OUTPUT_TABLES for column in table.columns}


class Help(QDialog):
    """One document with a list of its parts; it stays open beside the work."""

    def __init__(self, window: QWidget, navigator: Navigator, session: Session) -> None:
        super().__init__(window)
        self._told_keys = ""
        self._settings = session.settings
        self.setWindowTitle(self.tr("Help"))
        fit_into_screen(self, 920, 640, session.appearance.text_size)
        self.restoreGeometry(self._settings.state(_KEY))
        self.parts = QListWidget()
        self.parts.setAccessibleName(self.tr("Parts of the help"))
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Find in the help"))
        self.search.setPlaceholderText(self.tr("Find (Enter: next)"))
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._find_next)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Help"))
        self.text.setOpenExternalLinks(True)
        self._left = QWidget()
        left = column(self.search, self.parts)
        left.setContentsMargins(0, 0, 0, 0)
        self._left.setLayout(left)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.addWidget(self._left)
        self._layout.addWidget(self.text, 1)
        self._window = window
        self._navigator = navigator
        self._appearance = session.appearance
        self._fill()
        self.parts.currentItemChanged.connect(self._go)
        self._appearance.changed.connect(self._restyle)

    def show_topic(self, topic: str) -> None:
        """Scroll to a step, "numbers", "keys", or the name of a column, measure or option."""
        if self._keys() != self._told_keys:
            self._fill()
        self.show()
        self.raise_()
        self.text.setFocus()
        part = self._part_of(topic)
        for place in range(self.parts.count()):
            if self.parts.item(place).data(_TOPIC) == part:
                self.parts.setCurrentRow(place)
        self.text.scrollToAnchor(topic)

    def _part_of(self, topic: str) -> str:
        """The part of the help that a topic is in; a part is in itself."""
        from crri_gui.dashboard.measures import MEASURES

        if topic in {measure.name for measure in MEASURES}:
            return "measures"
        if topic in OPTIONS.keys() - _COLUMNS:
            return "options"
        own = {*steps.STEPS, "numbers", "measures", "options", "keys"}
        return topic if topic in own else "numbers"

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the size."""
        self._settings.put(_KEY, self.saveGeometry())
        super().closeEvent(event)

    def _restyle(self) -> None:
        """Colours and keys are looked at again when it is shown."""
        if self.isVisible():
            self._fill()
        else:
            self._told_keys = ""

    def _fill(self) -> None:
        self._told_keys = self._keys()
        parts = [
            *((step, steps.title(step), self._step(step)) for step in steps.STEPS),
            ("numbers", self.tr("What every number means"), self._numbers()),
            ("measures", self.tr("Measures of the dashboard"), self._measures()),
            ("options", self.tr("Definitions and presets"), self._options()),
            ("keys", self.tr("Keyboard"), self._told_keys),
        ]
        theme = self._appearance.theme
        style = (
            f"<style>h2 {{ margin-top: 22px; }} th {{ text-align: left; color: {theme.muted}; }}"
            f" td, th {{ padding: 3px 12px 3px 0; }} .muted {{ color: {theme.muted}; }}"
            f" a {{ color: {theme.accent}; }}</style>"
        )
        self.text.setHtml(
            style
            + "".join(
                f'<h2><a name="{topic}"></a>{escape(title)}</h2>{content}'
                for topic, title, content in parts
            )
        )
        if self.parts.count() == 0:
            for topic, title, _ in parts:
                item = QListWidgetItem(title)
                item.setData(_TOPIC, topic)
                self.parts.addItem(item)
        self._fit_parts()

    def _fit_parts(self) -> None:
        """The names of the parts have room, and so has what the search field says."""
        self.ensurePolished()
        wide = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText())
        wide = max(self.parts.sizeHintForColumn(0), wide) + _AROUND
        # Large text needs the whole width: the list shows some of its lines above it then.
        beside = self.width() - wide >= _LINES_WIDE * self.fontMetrics().height()
        way = QBoxLayout.Direction
        self._layout.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._left.setMaximumWidth(wide if beside else _ANY)
        self._left.setMinimumWidth(wide)
        high = self.search.sizeHint().height() + _LISTED * max(1, self.parts.sizeHintForRow(0))
        self._left.setMaximumHeight(_ANY if beside else high + _AROUND)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list stands beside the text where both have room."""
        super().resizeEvent(event)
        self._fit_parts()

    def _step(self, step: str) -> str:
        return "".join(f"<p>{escape(text)}</p>" for text in step_texts(step))

    def _numbers(self) -> str:
        html = []
        for table in OUTPUT_TABLES:
            html.append(f'<h3><a name="{table.name}"></a>{table.file_name}</h3>')
            html.append(f'<p class="muted">{escape(of_contract(table.grain))}</p><table>')
            for col in table.columns:
                html.append(self._row(col.name, col.meaning, col.unit, col.blank))
            html.append("</table>")
        beside = self.tr("Beside the outputs")
        html.append(f"<h3>{escape(beside)}</h3><table>")
        for col in columns_beside_the_contract().values():
            html.append(self._row(col.name, col.meaning, col.unit, col.blank))
        html.append("</table>")
        named = ", ".join(map(of_dashboard, NAMED_SEGMENTS))
        days = ", ".join(map(str, REPEAT_RATE_DAYS))
        html.append(
            "<p>"
            + escape(
                self.tr(
                    "Named segments over five-point recency and frequency scores: {names}."
                ).format(names=named)
            )
            + "</p><p>"
            + escape(
                self.tr(
                    "N-day repeat rate: the share of customers who bought again within {days} "
                    "days of their first order, over customers observed that long."
                ).format(days=days)
            )
            + "</p>"
        )
        return "".join(html)

    def _row(self, name: str, meaning: str, unit: str, blank: str, shown: str = "") -> str:
        facts = ""
        if unit:
            facts = self.tr("Unit: {unit}.").format(unit=of_contract(unit))
        if blank:
            facts += " " + self.tr("Blank: {blank}.").format(blank=of_contract(blank))
        said = escape(of_contract(meaning))
        named = f'<a name="{escape(name)}"></a><b>{escape(shown or name)}</b>'
        return (
            f'<tr><td style="white-space: nowrap">{named}</td>'
            f'<td>{said} <span class="muted">{escape(facts)}</span></td></tr>'
        )

    def _measures(self) -> str:
        from crri_gui.dashboard.measures import MEASURES

        rows = "".join(
            self._row(
                measure.name,
                measure.meaning,
                measure.unit,
                measure.blank,
                of_dashboard(measure.name),
            )
            for measure in MEASURES
        )
        return f"<table>{rows}</table>"

    def _options(self) -> str:
        def said(text: str) -> str:
            return escape(of_definitions(text))

        html = []
        for name, option in OPTIONS.items():
            html.append(
                f'<h3><a name="{name}"></a>{said(option.title)} '
                f'<span class="muted">{name}</span></h3><p>{said(option.meaning)}</p><ul>'
            )
            for value, text in option.choices.items():
                # What stands for a value of one's own is in words; a value is typed as it is.
                name = said(value) if value == option.form else escape(value)
                html.append(f"<li><b>{name}</b>: {said(text)}</li>")
            html.append("</ul>")
        presets = self.tr("Presets")
        html.append(f"<h3>{escape(presets)}</h3><ul>")
        html += [f"<li><b>{name}</b>: {said(text)}</li>" for name, text in PRESET_MEANING.items()]
        return "".join([*html, "</ul>"])

    def _keys(self) -> str:
        """Made from the shortcuts themselves; what a control does with other keys is below."""
        shown = QKeySequence.SequenceFormat.NativeText
        everywhere = [
            (action.shortcut().toString(shown), action.text())
            for action in self._window.actions()
            if not action.shortcut().isEmpty()
        ]
        html = [_rows_of_keys(self.tr("Everywhere"), everywhere)]
        for step in steps.STEPS:
            own = self._navigator.page(step).findChildren(QShortcut)
            keys = [(made.key().toString(shown), made.whatsThis()) for made in own]
            if keys:
                html.append(_rows_of_keys(steps.title(step), keys))
        html.append(_rows_of_keys(self.tr("Within a control"), self._keys_of_controls()))
        return "".join(html)

    def _keys_of_controls(self) -> list[tuple[str, str]]:
        return [
            (_named("Tab", "Shift+Tab"), self.tr("To the next or the former control")),
            ("↑ ↓ ← →", self.tr("Within lists, tables, charts and the rail of steps")),
            ("Ctrl+I", self.tr("Why is the number at the cursor what it is?")),
            (_named("Home", "End"), self.tr("The first or the last step, row or point of a chart")),
            (_named("Enter"), self.tr("The rows behind the point of a chart")),
            (_named("Space"), self.tr("Press a button; filter by the point of a chart")),
            (
                _named("Esc"),
                self.tr("Close a box or a menu; leave the point of a chart or its rows"),
            ),
            ("Shift+↑ ↓ ← →", self.tr("Select cells of a table")),
            ("Ctrl+A", self.tr("Select all cells of a table")),
            (_named("Ctrl+Space"), self.tr("Select the current column of a table")),
            ("Ctrl+C", self.tr("Copy what is selected, with its headers")),
            ("Shift+F10", self.tr("The menu of the cell or of the chart")),
        ]

    def _go(self) -> None:
        item = self.parts.currentItem()
        if item is not None:
            self.text.scrollToAnchor(item.data(_TOPIC))

    def _find_next(self) -> None:
        wanted = self.search.text()
        if wanted and not self.text.find(wanted):
            # From the top again.
            cursor = self.text.textCursor()
            cursor.movePosition(cursor.MoveOperation.Start)
            self.text.setTextCursor(cursor)
            self.text.find(wanted)


def _rows_of_keys(title: str, rows: list[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td><b>{escape(keys)}</b></td><td>{escape(seen(text))}</td></tr>"
        for keys, text in rows
    )
    return f"<h3>{escape(title)}</h3><table>{cells}</table>"


def show_help(window: QWidget, navigator: Navigator, session: Session, topic: str) -> None:
    """Open the help of the window at a topic."""
    found = window.findChild(Help)
    (found or Help(window, navigator, session)).show_topic(topic)


class About(QMessageBox):
    """Versions, to be read and copied."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("About CRRI"))
        self.setText(self.tr("CRRI: Customer Revenue & Retention Intelligence"))
        self.setInformativeText(versions())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = self.addButton(self.tr("Copy"), QMessageBox.ButtonRole.ActionRole)
        self._copy.clicked.connect(self._copy_versions)
        self.addButton(QMessageBox.StandardButton.Close)

    def _copy_versions(self) -> None:
        QGuiApplication.clipboard().setText(versions())


def show_about(window: QWidget) -> None:
    """Say what this is and what it runs on."""
    About(window).exec()


def _named(*keys: str) -> str:
    return ", ".join(map(named, keys))
