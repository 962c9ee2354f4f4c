"""Where to publish: the folder, why it is this one, and what else is written there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFrame, QMenu, QSpinBox

from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import is_folder
from crri_gui.gui.state.targets import power_bi_files
from crri_gui.gui.widgets.basics import button, column, fit_into_page, label
from crri_gui.gui.widgets.choosing import choose_new_folder
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.pressing import PushButton


class TargetCard(QFrame):
    """The target folder of the session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self.path = label("", "heading", wrap=True)
        self.beside = label("", "muted", wrap=True)
        self.choose = button(self.tr("Choose folder…"), self._choose)
        self.recent = PushButton(self.tr("Recent targets"))
        self.recent.setAccessibleName(self.tr("Recent targets"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_recent)
        self.recent.setMenu(self._menu)
        settings = session.settings
        self.excel = QCheckBox(self.tr("Also one Excel workbook (crri_outputs.xlsx)"))
        self.excel.setChecked(settings.flag("publish/excel"))
        self.excel.toggled.connect(partial(settings.put, "publish/excel"))
        self.keep = QSpinBox()
        self.keep.setRange(0, 100)
        fit_into_page(self.keep)
        self.keep.setAccessibleName(self.tr("Former sets to keep"))
        self.keep.setValue(settings.number("publish/keep", 3))
        self.keep.valueChanged.connect(partial(settings.put, "publish/keep"))
        kept = label(self.tr("Former sets to keep"))
        kept.setBuddy(self.keep)
        buttons, options = Flow(), Flow()
        for made in (self.choose, self.recent):
            buttons.addWidget(made)
        for widget in (self.excel, kept, self.keep):
            options.addWidget(widget)
        layout = column(
            label(
                self.tr("Where the CSVs go: the folder that your .pbix or .pbip reads"),
                "muted",
                wrap=True,
            ),
            self.path,
            self.beside,
            buttons,
            options,
            spacing=8,
        )
        layout.setContentsMargins(16, 14, 16, 14)
        self.setLayout(layout)
        session.target_changed.connect(self.refresh)
        session.published.connect(self.refresh)
        session.results_changed.connect(self.refresh)
        session.publication.changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show the target of now."""
        target = self._session.target
        self.path.setText(str(target) if target else self.tr("No folder chosen yet"))
        told = [self._why_this(target)]
        if self._session.is_published:
            told.insert(0, self.tr("The numbers that are shown now are the ones published here."))
        self.beside.setText(" ".join(told))

    def _why_this(self, target: Path | None) -> str:
        if target is None:
            return self.tr(
                "Dashboards point at the five CSVs in it; they keep their names and place."
            )
        if self._session.target_origin == "new":
            return self.tr(
                "A new folder beside the raw files. Choose that of your dashboard, if there is one."
            )
        if not is_folder(target):
            return self.tr("This folder is not there yet: publishing makes it.")
        files = ", ".join(power_bi_files(target))
        if not files:
            return self.tr("There is no .pbix or .pbip in this folder yet.")
        if self._session.target_origin == "found":
            return self.tr("Found near the raw files, because of {files}.").format(files=files)
        return self.tr("Beside it: {files}").format(files=files)

    def _choose(self) -> None:
        folder = choose_new_folder(
            self, self.tr("Publish to this folder"), self._session.target, self._session.settings
        )
        if folder is not None:
            self._session.set_target(folder)

    def _fill_recent(self) -> None:
        self._menu.clear()
        for folder in self._session.settings.recent("publish/recent"):
            self._menu.addAction(str(folder), partial(self._session.set_target, folder))
        if self._menu.isEmpty():
            self._menu.addAction(self.tr("No folder was used yet")).setEnabled(False)
