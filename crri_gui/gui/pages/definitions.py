"""Definitions: what every number of the next run means, and what differs from the preset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QVBoxLayout,
    QWidget,
)

from crri_gui.definitions import (
    LIMITS,
    OPTIONS,
    PRESET_MEANING,
    PRESETS,
    Definitions,
    preset_named,
    read_definitions,
    to_toml,
)
from crri_gui.definitions.option_types import Option
from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.i18n.words import of_definitions
from crri_gui.gui.pages.definition_option import OptionRow
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    card,
    column,
    label,
    line,
    row,
    scrolled,
)
from crri_gui.gui.widgets.choosing import choose_file, choose_new_file
from crri_gui.gui.widgets.combo_box import ComboBox


class DefinitionsPage(QWidget):
    """The third step."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._problem = Notice("error")
        self._stale = label("", "state_warning")
        self.preset = ComboBox(self.tr("Preset"))
        for name in PRESETS:
            self.preset.addItem(name, name)
        self.preset.activated.connect(self._take_preset)
        self._preset_meaning = label("", "muted", wrap=True)
        self._differs = label("", "muted", wrap=True)
        self.reset = button(self.tr("Back to the preset"), self._take_preset)
        self.load = button(self.tr("Load…"), self._load, name=self.tr("Load definitions"))
        self.save = button(self.tr("Save as…"), self._save, name=self.tr("Save definitions"))
        head = column(
            row(label(self.tr("Preset")), self.preset, self.reset, None, self.load, self.save),
            self._preset_meaning,
            row(self._differs, self._stale),
        )
        content = column(
            label(self.tr("What the numbers mean"), "title"),
            label(
                self.tr(
                    "Every run records these definitions with its results. A change marks the "
                    "results as out of date until the next run."
                ),
                "lead",
                wrap=True,
            ),
            self._problem,
            card(head),
        )
        self._options = self._rows(content, OPTIONS)
        self._limits = self._rows(content, LIMITS)
        for option in self._options.values():
            option.changed.connect(self._changed)
        for limit in self._limits.values():
            limit.changed.connect(self._limits_changed)
        content.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self._base = _nearest_preset(session.definitions)
        session.request_changed.connect(self.refresh)
        session.run_changed.connect(self._run_changed)
        session.results_changed.connect(self.refresh)
        self.refresh()

    def _rows(self, content: QVBoxLayout, options: Mapping[str, Option]) -> dict[str, OptionRow]:
        """A row for each option, a card for each group."""
        rows = {name: OptionRow(option) for name, option in options.items()}
        for group in dict.fromkeys(option.group for option in options.values()):
            inside = column(label(of_definitions(group), "heading"), spacing=10)
            for name, option in options.items():
                if option.group == group:
                    inside.addWidget(line())
                    inside.addWidget(rows[name])
            content.addWidget(card(inside))
        return rows

    def refresh(self) -> None:
        """Show the session's definitions."""
        definitions = self._session.definitions
        base = PRESETS[self._base]
        self.preset.setCurrentIndex(self.preset.findData(self._base))
        self._preset_meaning.setText(of_definitions(PRESET_MEANING[self._base]))
        different = []
        for name, option in OPTIONS.items():
            value = getattr(definitions, name)
            differs = value != getattr(base, name)
            self._options[name].show_value(value, differs=differs)
            self._options[name].setEnabled(option.matters(definitions))
            if differs:
                different.append(of_definitions(option.title))
        self._differs.setText(
            self.tr("Different from the preset: {names}.").format(names=", ".join(different))
            if different
            else self.tr("Nothing differs from the preset.")
        )
        self.reset.setEnabled(bool(different))
        request = self._session.request
        for name, limit in LIMITS.items():
            share = limit.default / 100 if request is None else getattr(request, name)
            self._limits[name].show_value(share * 100, differs=False)
            self._limits[name].setEnabled(request is not None)
        # A line that is always there: nothing moves under the mouse.
        self._stale.setText(
            self.tr("▲ The results are out of date: run again (Ctrl+R).")
            if self._session.stale
            else ""
        )

    def _run_changed(self) -> None:
        for option in self._options.values():
            option.give_up()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was wrong with a file is of no use later."""
        super().hideEvent(event)
        self._problem.hide()

    def _changed(self, name: str, value: Any) -> None:
        try:
            definitions = replace(self._session.definitions, **{name: value})
        except UsageError as error:
            self._options[name].refuse(error)
            return
        self._options[name].accept()
        self._problem.hide()
        self._session.set_definitions(definitions)

    def _limits_changed(self) -> None:
        self._session.set_limits({name: row.value() / 100 for name, row in self._limits.items()})

    def _take_preset(self) -> None:
        self._base = self.preset.currentData()
        self._problem.hide()
        for option in self._options.values():
            option.accept()
        self._session.set_definitions(preset_named(self._base))
        self.refresh()

    def _load(self) -> None:
        kinds = self.tr("Definitions (*.toml)")
        file = choose_file(self, self.tr("Load definitions"), kinds, self._session.settings)
        if file is None:
            return
        try:
            definitions = read_definitions(file)
        except CrriError as error:
            self._problem.tell_problem(error)
            return
        self._problem.hide()
        self._base = _nearest_preset(definitions)
        self._session.set_definitions(definitions)
        self._session.say(self.tr("Loaded {file}.").format(file=file.name))
        self.refresh()

    def _save(self) -> None:
        kinds = self.tr("Definitions (*.toml)")
        file = choose_new_file(
            self, self.tr("Save definitions"), "definitions.toml", kinds, self._session.settings
        )
        if file is None:
            return
        try:
            file.write_text(to_toml(self._session.definitions), encoding="utf-8")
        except OSError as error:
            self._problem.tell(
                "error",
                self.tr("The definitions cannot be written: {why}.").format(why=error.strerror),
                self.tr("Choose a folder you may write to."),
            )
            return
        self._problem.hide()
        self._session.say(self.tr("Saved {file}.").format(file=file.name))


def _nearest_preset(definitions: Definitions) -> str:
    """The preset from which the fewest options differ."""

    def different(name: str) -> int:
        base = PRESETS[name]
        return sum(getattr(base, option) != getattr(definitions, option) for option in OPTIONS)

    return min(PRESETS, key=different)
