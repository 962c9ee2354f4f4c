"""The Power BI project beside the published files: written with a button, changes kept."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QMessageBox, QWidget

from crri_gui.contract import tables_with
from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import translate_message
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.settings import folder_key
from crri_gui.gui.widgets.basics import (
    Notice,
    button,
    column,
    label,
    label_of,
    question,
    row,
    tip,
)
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.opening import open_path
from crri_gui.messages import Sentence

if TYPE_CHECKING:
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.powerbi.project.placement import Project

_NAMED = 5
_CALLED = "powerbi/called"

# What stands in the way then may be replaced, and stays as a backup.
_REPLACEABLE = {"project_of_others", "project_without_parameter"}


class PowerBiCard(QFrame):
    """Writes the project into the target folder; asks before it replaces a user's own changes."""

    written = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("card")
        self._session = session
        self._written: Project | None = None
        self._why_not = label("", "muted", wrap=True)
        self.write = button(self.tr("Write the Power BI project"), self._write)
        self.template = QCheckBox(self.tr("With a template (.pbit), as an experiment"))
        self.template.setToolTip(
            self.tr(
                "One file that asks for the folder of the CSVs when it is opened. Nobody has "
                "opened it in Power BI Desktop yet: the project is the safe way."
            )
        )
        self.called = QLineEdit()
        self.called.setAccessibleName(self.tr("Path of the folder on Windows"))
        self.called.setClearButtonEnabled(True)
        self.called.setToolTip(
            tip(
                self.tr(
                    "Power BI Desktop runs on Windows and reads the CSVs by this path. Empty: by "
                    "the path that the folder has here."
                )
            )
        )
        self.called.textEdited.connect(self._keep_called)
        self.notice = Notice("ok")
        self.open = button(self.tr("Open the project"), self._open)
        self.replace = button(self.tr("Replace my changes…"), self._ask)
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setAccessibleName(self.tr("Path of the project"))
        self.copy = button(self.tr("Copy its path"), self._copy_path)
        self._place = QWidget()
        place = row(self.path, self.copy)
        place.setContentsMargins(0, 0, 0, 0)
        self._place.setLayout(place)
        self._place.hide()
        self.notice.offer(self.open)
        self.notice.offer(self.replace)
        buttons = Flow()
        for widget in (self.write, self.template):
            buttons.addWidget(widget)
        layout = column(
            label(self.tr("Power BI project"), "heading"),
            label(
                self.tr(
                    "Model, measures, pages and theme beside the CSVs: open it in Power BI "
                    "Desktop and choose Refresh. With it comes a script to present the numbers."
                ),
                "muted",
                wrap=True,
            ),
            row(label_of(self.called, self.called.accessibleName()), self.called),
            buttons,
            self._why_not,
            self.notice,
            self._place,
        )
        layout.setContentsMargins(16, 12, 16, 12)
        self.setLayout(layout)
        self._show_called()
        session.target_changed.connect(self._target_changed)
        session.published.connect(self._published)
        session.run_changed.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Offer the button where there is something to write beside."""
        why = self._why()
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        self.write.setEnabled(not why)

    def _why(self) -> str:
        target = self._session.target
        if target is None:
            return self.tr("Choose the folder first.")
        if not all((target / table.file_name).exists() for table in tables_with(())):
            return self.tr("Publish first: the project reads the CSVs.")
        return ""

    def _target_changed(self) -> None:
        self.notice.hide()
        self._place.hide()
        self._show_called()
        self.refresh()

    def _published(self, *_: object) -> None:
        # What was said of the project was said of the set before.
        self.notice.hide()
        self._place.hide()
        self.refresh()

    def _show_called(self) -> None:
        """What was written for this target, else what its project reads."""
        target = self._session.target
        self.called.setEnabled(target is not None)
        self.called.setPlaceholderText(f"C:\\…\\{target.name}" if target is not None else "")
        if target is None:
            self.called.clear()
            return
        from crri_gui.powerbi.project.writing import read_record

        record = None
        # A folder that cannot be read is told when something is compared or written there.
        with suppress(OSError):
            record = read_record(target)
        reads = record.data_folder if record is not None else None
        own = reads is None or Path(reads) == target.resolve()
        kept = self._session.settings.text(folder_key(_CALLED, target))
        self.called.setText(kept or ("" if own else str(reads)))

    def _keep_called(self, text: str) -> None:
        if self._session.target is not None:
            self._session.settings.put(folder_key(_CALLED, self._session.target), text.strip())

    def _write(self, *_: object, force: bool = False) -> None:
        target = self._session.target
        if target is None:
            return
        self.notice.hide()
        self.write.setEnabled(False)
        self._session.worker.submit(
            partial(
                _write_project_files,
                target,
                self.called.text().strip(),
                force=force,
                with_template=self.template.isChecked(),
            ),
            partial(self._show, target),
            self._failed,
            title=self.tr("Writing the Power BI project"),
            cancelled=self.refresh,
            stages=("write",),
        )

    def _show(self, target: Path, project: Project) -> None:
        self.refresh()
        if target != self._session.target:
            return  # another folder was chosen meanwhile
        self._written = project
        self.written.emit()
        done = project.written
        said = [self.tr("Open it in Power BI Desktop and choose Home, then Refresh.")]
        if done.kept:
            names = ", ".join(path.rsplit("/", 1)[-1] for path in done.kept[:_NAMED])
            more = len(done.kept) - _NAMED
            if more > 0:
                names += self.tr(" and {count} more").format(count=numbers.integer(more))
            said.append(
                self.tr("You have changed these files; they are kept: {names}.").format(names=names)
            )
        if done.backup is not None:
            said.append(self.tr("The former project is in {folder}.").format(folder=done.backup))
        if project.template is not None:
            said.append(
                self.tr("The template {file} is an experiment.").format(file=project.template.name)
            )
        for message in project.messages:
            if isinstance(message, Sentence) and message.name == "folder_not_of_windows":
                text = self.tr(
                    "It reads {folder}, which is no path of Windows: write the folder's path on "
                    "Windows above, and write the project again."
                )
                said.append(text.format(folder=project.data_folder))
            else:
                said.append(translate_message(message))
        if done.unchanged:
            what = self.tr("✓ The Power BI project is up to date.")
        else:
            what = self.tr("✓ The Power BI project is written: {file}.").format(
                file=project.shortcut.name
            )
        self.open.show()
        self.path.setText(str(project.shortcut))
        self._place.show()
        self.replace.setVisible(bool(done.kept))
        self.notice.tell("warning" if done.kept else "ok", what, " ".join(said))

    def _failed(self, error: CrriError) -> None:
        self.refresh()
        self.open.hide()
        self._place.hide()
        # What stands in the way may be somebody else's project: then it is ours to ask.
        self.replace.setVisible(error.code in _REPLACEABLE)
        self.notice.tell_problem(error)

    def _ask(self) -> None:
        asked = question(
            self,
            self.tr("Write the project anew"),
            self.tr("Replace the project that is there, your changes too?"),
            self.tr("What is there is kept below .crri, in the folder powerbi-backups."),
        )
        yes = asked.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        no = asked.addButton(self.tr("Leave it as it is"), QMessageBox.ButtonRole.RejectRole)
        asked.setDefaultButton(no)
        asked.setEscapeButton(no)
        asked.exec()
        if asked.clickedButton() is yes:
            self._write(force=True)

    def _open(self) -> None:
        if self._written is not None:
            open_path(self._written.shortcut, self._session.problem.emit)

    def _copy_path(self) -> None:
        QGuiApplication.clipboard().setText(self.path.text())


def _write_project_files(
    target: Path, called: str, run: RunContext, *, force: bool, with_template: bool
) -> Project:
    from crri_gui.engine.core import durable
    from crri_gui.powerbi.project.placement import data_folder_of, write_project
    from crri_gui.powerbi.project.refresh import is_windows_path
    from crri_gui.powerbi.project.writing import read_record

    if called and not is_windows_path(called) and not Path(called).is_dir():
        raise UsageError("not_as_windows_calls_it", folder=called)
    with durable.translate_os_errors(target):
        record = read_record(target)
    # A project that reads another folder goes on doing so until it is told its own.
    elsewhere = record is not None and record.data_folder is not None
    with run.stage("write"):
        return write_project(
            run,
            target,
            command="crri-gui",
            data_folder=data_folder_of(called or str(target)) if called or elsewhere else None,
            force=force,
            with_template=with_template,
        )
