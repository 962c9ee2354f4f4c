"""What stands in the folder after publishing or restoring, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from crri_gui.definitions import Definitions
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.option_values import option_with_value
from crri_gui.gui.i18n.words import counted, translate_message
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.targets import power_bi_files
from crri_gui.gui.widgets.basics import Notice, button, tip
from crri_gui.gui.widgets.flow import Flow
from crri_gui.gui.widgets.opening import open_path
from crri_gui.messages import Sentence, sentence


class DoneNotice(Notice):
    """Says what was done, until the next thing happens."""

    def __init__(self, session: Session, write: QPushButton, undo: QPushButton) -> None:
        super().__init__("ok")
        self._session = session
        self._folder: Path | None = None
        self._said: tuple[str, ...] = ()
        self._done = ""
        self.open = button(self.tr("Open folder"), self._open_folder)
        self.undo = undo
        then = Flow()
        for offered in (self.open, write, undo, button(self.tr("Copy its path"), self.copy_path)):
            then.addWidget(offered)
        inside = self.layout()
        assert isinstance(inside, QVBoxLayout)
        inside.addLayout(then)

    def tell_published(
        self, folder: Path, manifest: Mapping[str, Any], said: Sequence[str]
    ) -> None:
        """All of this set was written to the folder."""
        files, orders = manifest["files"], int(manifest["totals"]["orders"])
        what = sentence("published_files", files=len(files), folder=str(folder), orders=orders)
        self._tell(folder, translate_message(what), files, said)

    def tell_restored(self, folder: Path, when: str, said: Sequence[str]) -> None:
        """A former set stands in the folder again."""
        from crri_gui.engine.publish.published import set_files, whole_manifest
        from crri_gui.engine.publish.release import MANIFEST

        manifest = whole_manifest(folder)
        what = self.tr("Restored: the set that was replaced at {when}.").format(when=when)
        if manifest is None:
            # A set of before CRRI says nothing of itself.
            files = [name for name in set_files(folder) if name != MANIFEST]
            self._tell(folder, what, files, said)
            return
        totals, files = manifest["totals"], list(manifest["files"])
        stands = counted(
            self.tr(
                "What is published now: {orders:,} {orders|order|orders}, revenue {revenue}, in "
                "{files:,} {files|file|files}; {definitions}."
            ),
            orders=int(totals["orders"]),
            revenue=numbers.money(Decimal(totals["revenue"])),
            files=len(files),
            definitions=self._definitions(manifest["definitions"]),
        )
        self._tell(folder, what, files, (stands, *said))

    def project_is_written(self) -> None:
        """That the project is to be written again is not true any more."""
        if not self.isHidden():
            self._said = tuple(one for one in self._said if not _is_of_old_project(one))
            self._show()

    def copy_path(self) -> None:
        """Into the clipboard."""
        QGuiApplication.clipboard().setText(str(self._folder))

    def _tell(
        self, folder: Path, what: str, files: Sequence[str] | Mapping[str, Any], said: Sequence[str]
    ) -> None:
        self._folder, self._done, self._said = folder, f"✓ {what}", tuple(said)
        self.setToolTip(tip("\n".join(sorted(files))))
        self._show()

    def _show(self) -> None:
        assert self._folder is not None
        told = list(map(translate_message, self._said))
        if power_bi_files(self._folder):
            told.append(self.tr("Now refresh in Power BI Desktop: Home, then Refresh."))
        self.tell("ok", self._done, " ".join(told))

    def _definitions(self, kept: Mapping[str, Any]) -> str:
        usual = Definitions().as_dict()
        own = [
            self.tr("{option}: {value}").format(option=title, value=value)
            for name, one in kept.items()
            if one != usual.get(name)
            for title, value in [option_with_value(name, one)]
        ]
        return "; ".join(own) if own else self.tr("recommended definitions")

    def _open_folder(self) -> None:
        if self._folder is not None:
            open_path(self._folder, self._session.problem.emit)


def _is_of_old_project(said: str) -> bool:
    return isinstance(said, Sentence) and said.name == "project_outdated"
