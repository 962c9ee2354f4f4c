"""Definitions: what every number means, and what a change would do before it is applied.

A change is a draft until Apply: the numbers that are shown, compared and published stay those of
one set of definitions, and the run that makes the others is one that somebody asked for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crri_gui.contract import EXTENSIONS
from crri_gui.definitions import (
    LIMITS,
    OPTIONS,
    PRESET_MEANING,
    PRESET_TITLE,
    PRESETS,
    SHOP,
    Definitions,
    read_definitions,
    read_extensions,
    read_shop,
    to_toml,
)
from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.i18n.words import of_definitions, translate_message
from crri_gui.gui.pages.definitions.choice import (
    OF_PRESETS,
    Choice,
    by_preset,
    nearest_preset,
    possible,
    values_of,
    with_value,
)
from crri_gui.gui.pages.definitions.data import RawStatuses, offer_data, offer_statuses
from crri_gui.gui.pages.definitions.effect import EffectBar, Effects
from crri_gui.gui.pages.definitions.further import all_options
from crri_gui.gui.pages.definitions.groups import OptionGroups
from crri_gui.gui.state.session import Session
from crri_gui.gui.widgets.basics import MARGIN, Notice, button, column, label, row
from crri_gui.gui.widgets.choosing import choose_file, choose_new_file
from crri_gui.gui.widgets.combo_box import WholeList

if TYPE_CHECKING:
    from crri_gui.engine.effect import AtHand
    from crri_gui.engine.statuses import Status

# Letters: the widest box of presets, and the page from which on they are told about.
_PRESET_LETTERS, _WIDE, _HIGH = 52, 84, 90
_NAMES_TOLD = 3
_SHRINKING = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


def _is_of_the_five(name: str) -> bool:
    """Whether the five change by the option."""
    return name in OF_PRESETS


class DefinitionsPage(QWidget):
    """The page: groups on the left, the options of one of them on the right, Apply at the foot."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.appearance.dress(self)  # what is made measures itself
        self._applied = self._current()
        self._draft = self._applied
        self._former: Choice | None = None
        self._base = nearest_preset(session.definitions)
        self._data: AtHand | None = None
        self._effects = Effects(session, self)
        self._effects.told.connect(self._show_effects)
        self._effects.at_hand.connect(self._data_told)
        self._raw_statuses = RawStatuses(session, self)
        self._raw_statuses.told.connect(self._statuses_told)
        self._problem = Notice("error")
        self.bar = EffectBar(self.apply, self.discard, self.undo)
        self.groups = OptionGroups(all_options())
        self._rows = self.groups.rows
        outer = column(self._make_head(), self.groups, self.bar, spacing=0)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        for option in self._rows.values():
            option.changed.connect(self._changed)
        session.request_changed.connect(self._taken_over)
        session.shop.changed.connect(self._taken_over)
        session.found_changed.connect(self.refresh)
        session.run_changed.connect(self._run_changed)
        session.results_changed.connect(self._results_changed)
        self.refresh()

    # Making

    def _make_head(self) -> QVBoxLayout:
        self.preset = WholeList()
        self.preset.setAccessibleName(self.tr("Preset"))
        self.preset.setSizeAdjustPolicy(_SHRINKING)
        self.preset.setMinimumContentsLength(12)
        self.preset.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name in PRESETS:
            self.preset.addItem(of_definitions(PRESET_TITLE[name]), name)
            self.preset.setItemData(
                self.preset.count() - 1,
                self.tr("In files and on the command line: {name}").format(name=name),
                Qt.ItemDataRole.ToolTipRole,
            )
        self.preset.activated.connect(self._take_preset)
        preset = label(self.tr("&Preset"))
        preset.setBuddy(self.preset)
        self._about_preset = label("", "muted", wrap=True)
        self.reset = button(self.tr("Back to the preset"), self._take_preset, "link")
        self.load = button(self.tr("Load…"), self._load, name=self.tr("Load definitions"))
        self.save = button(self.tr("Save as…"), self._save, name=self.tr("Save definitions"))
        presets = row(preset, self.preset, self.reset, None)
        presets.setStretch(1, 100)
        head = column(
            row(label(self.tr("Definitions"), "title"), None, self.load, self.save),
            presets,
            self._about_preset,
            self._problem,
            spacing=6,
        )
        head.setContentsMargins(MARGIN, 16, MARGIN, 10)
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the options come first."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        self.preset.setMaximumWidth(_PRESET_LETTERS * letter)
        roomy = self.width() >= _WIDE * letter or self.height() >= _HIGH * letter
        self._about_preset.setVisible(roomy)

    def show_view(self, name: object) -> None:
        """Show an option, or a group, by its name."""
        self.groups.choose(name)

    # What is chosen, and what of it is applied

    def _current(self) -> Choice:
        session = self._session
        request = session.request
        shares = (
            limit.default / 100 if request is None else getattr(request, name)
            for name, limit in LIMITS.items()
        )
        percent = tuple(round(100 * one, 6) for one in shares)
        return Choice(session.definitions, session.shop.value, percent, session.extensions)

    def unfinished(self) -> tuple[Choice, str] | None:
        """What is changed and not applied, which a page in another language goes on with."""
        return (self._draft, self._base) if self.pending() else None

    def take_up(self, kept: tuple[Choice, str]) -> None:
        """Go on with a draft where another page was left."""
        self._draft, self._base = kept
        self.refresh()

    def pending(self) -> list[str]:
        """The options that are changed and not applied."""
        draft, applied = values_of(self._draft), values_of(self._applied)
        return [name for name, value in draft.items() if value != applied[name]]

    def _taken_over(self) -> None:
        """What holds was changed: here by Apply, or elsewhere, which takes the draft's place."""
        current = self._current()
        if current != self._applied:
            self._applied = self._draft = current
            self._former = None
            self._base = nearest_preset(current.definitions)
        self.refresh()

    def _changed(self, name: str, value: Any) -> None:
        try:
            self._draft = with_value(self._draft, name, value)
        except UsageError as error:
            self._rows[name].refuse(error)
            return
        self._rows[name].accept()
        self._problem.hide()
        self.refresh()

    def apply(self) -> None:
        """Take the draft; where numbers were computed, compute them anew."""
        if not self.pending() or self._session.running:
            return
        former, draft = self._applied, self._draft
        self._hold(draft)
        self._former = former
        self._settle()

    def undo(self) -> None:
        """Take what held before the last Apply."""
        if self._former is not None and not self._session.running:
            former, self._former = self._former, None
            self._hold(former)
            self._settle()

    def discard(self) -> None:
        """Take the draft back."""
        self._draft = self._applied
        for option in self._rows.values():
            option.accept()
        self._settle()

    def _settle(self) -> None:
        """Show what holds now; the buttons that were pressed go, the focus stays on the page."""
        self.refresh()
        self.groups.take_focus()

    def _hold(self, choice: Choice) -> None:
        session = self._session
        self._applied = self._draft = choice
        numbers_change = session.definitions != choice.definitions
        session.set_extensions(choice.extensions)
        session.shop.take(choice.shop)
        session.set_definitions(choice.definitions)
        session.set_limits(
            {name: value / 100 for name, value in zip(LIMITS, choice.limits, strict=True)}
        )
        if session.results is not None and (numbers_change or session.stale):
            session.run()

    # Showing

    def refresh(self) -> None:
        """Show the draft."""
        definitions = self._draft.definitions
        values, pending = values_of(self._draft), self.pending()
        self._session.draft.hold(tuple(pending))
        for name, option in self._rows.items():
            option.show_value(values[name], pending=name in pending)
        for name, one in OPTIONS.items():
            self._rows[name].setEnabled(one.matters(definitions))
        for name in LIMITS:
            self._rows[name].setEnabled(self._session.request is not None)
        self.groups.mark(pending)
        self._show_preset(definitions)
        alone = [
            replace(self._session.definitions, **{name: values[name]})
            for name in pending
            if _is_of_the_five(name) and possible(self._session.definitions, name, values[name])
        ]
        if self.isVisible():
            self._effects.want((definitions, *alone) if pending else ())
            self._raw_statuses.want()
        self._show_effects()

    def _show_preset(self, definitions: Definitions) -> None:
        base = PRESETS[self._base]
        self.preset.setCurrentIndex(self.preset.findData(self._base))
        meaning = of_definitions(PRESET_MEANING[self._base])
        differing = [
            of_definitions(OPTIONS[name].title)
            for name in OF_PRESETS
            if getattr(definitions, name) != getattr(base, name)
        ]
        if not differing:
            differs = self.tr("Nothing differs from it.")
        elif len(differing) <= _NAMES_TOLD:
            differs = self.tr("Different here: {names}.").format(names=", ".join(differing))
        else:
            differs = self.tr("{count} definitions differ from it.").format(count=len(differing))
        self._about_preset.setText(f"{meaning[:1].upper()}{meaning[1:]}. {differs}")
        self.reset.setVisible(bool(differing))

    def _show_effects(self) -> None:
        pending = self.pending()
        definitions, values = self._session.definitions, values_of(self._draft)
        for name in pending:
            text = ""
            if _is_of_the_five(name) and possible(definitions, name, values[name]):
                told = self._effects.of(replace(definitions, **{name: values[name]}))
                text = "" if told is None else translate_message(told.text)
            self._rows[name].show_effect(text)
        whole = self._effects.of(self._draft.definitions)
        self.bar.show_state(
            self._told(pending),
            pending=bool(pending),
            can_apply=bool(pending) and not self._session.running,
            can_undo=self._former is not None and not self._session.running,
            refused=bool(pending) and whole is not None and whole.refused is not None,
        )

    def _told(self, pending: list[str]) -> str:
        session = self._session
        if session.running:
            return self.tr("The numbers are being computed.")
        if not pending:
            if self._former is not None:
                return self.tr("Applied.")
            return self.tr("Every change is shown here before it is applied.")
        if not any(map(_is_of_the_five, pending)):
            if any(name not in {**SHOP, **LIMITS} for name in pending):
                return self.tr("Only the further tables change.")
            return self.tr("No number changes.")
        if session.results is None:
            return self.tr("What this changes is told once the shop is computed.")
        if self._effects.problem is not None:
            return translate_message(self._effects.problem.what)
        effect = self._effects.of(self._draft.definitions)
        if effect is None:
            return self.tr("Finding out what this changes…")
        return translate_message(effect.text)

    def _data_told(self, data: AtHand) -> None:
        self._data = data
        offer_data(self._rows, data)
        self.refresh()

    def _statuses_told(self, statuses: tuple[Status, ...]) -> None:
        offer_statuses(self._rows, statuses)
        self.refresh()

    def _results_changed(self) -> None:
        self._data = None
        self.refresh()

    def _run_changed(self) -> None:
        for option in self._rows.values():
            option.give_up()
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what was not asked while nobody looked."""
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """What was wrong with a file is of no use later; other pages have questions now."""
        super().hideEvent(event)
        self._effects.rest()
        self._raw_statuses.rest()
        self._problem.hide()

    # Presets and files

    def _take_preset(self) -> None:
        self._base = self.preset.currentData()
        self._take_definitions(by_preset(self._base, self._draft.definitions))

    def _take_definitions(self, definitions: Definitions) -> None:
        self._problem.hide()
        for option in self._rows.values():
            option.accept()
        self._draft = replace(self._draft, definitions=definitions)
        self.refresh()

    def _load(self) -> None:
        kinds = self.tr("Definitions (*.toml)")
        file = choose_file(self, self.tr("Load definitions"), kinds, self._session.settings)
        if file is None:
            return
        try:
            definitions, shop = read_definitions(file), read_shop(file)
            extensions = read_extensions(file)
        except CrriError as error:
            self._problem.tell_problem(error)
            return
        self._base = nearest_preset(definitions)
        if shop.chosen:
            self._draft = replace(self._draft, shop=shop)
        if extensions is not None:
            known = extensions & EXTENSIONS.keys()
            self._draft = replace(self._draft, extensions=frozenset(known))
        self._take_definitions(definitions)
        self._session.say(self.tr("Loaded {file}.").format(file=file.name))

    def _save(self) -> None:
        kinds = self.tr("Definitions (*.toml)")
        file = choose_new_file(
            self, self.tr("Save definitions"), "definitions.toml", kinds, self._session.settings
        )
        if file is None:
            return
        try:
            draft = self._draft
            text = to_toml(draft.definitions, draft.shop, draft.extensions)
            file.write_text(text, encoding="utf-8")
        except OSError as error:
            self._problem.tell(
                "error",
                self.tr("The definitions cannot be written: {why}.").format(why=error.strerror),
                self.tr("Choose a folder you may write to."),
            )
            return
        self._problem.hide()
        self._session.say(self.tr("Saved {file}.").format(file=file.name))
