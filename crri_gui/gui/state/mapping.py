"""A mapping in the making: the export, the draft and its former ones, and what comes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from crri_gui.errors import CrriError, UsageError
from crri_gui.gui.state.session import Session
from crri_gui.gui.state.worker import Task

if TYPE_CHECKING:
    from crri_gui.definitions import Conventions, Definitions
    from crri_gui.engine.core.run_context import RunContext
    from crri_gui.engine.mapping.draft import Draft
    from crri_gui.engine.mapping.export import Export
    from crri_gui.engine.mapping.trial.consequences import Consequences

# So long nobody changes anything more before it is computed what comes of a change.
_PAUSE_MILLISECONDS = 250


class Mapping(QObject):
    """What the mapping page shows and changes."""

    opened = Signal()
    """The export is known, or `problem` says why it is not."""
    changed = Signal()
    """The draft is another one."""
    told = Signal()
    """`consequences`, `refused` or `task` is another one."""
    kept = Signal()
    not_kept = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.export: Export | None = None
        self.draft: Draft | None = None
        self.recognised: Draft | None = None
        self.problem: CrriError | None = None
        self.consequences: Consequences | None = None
        self.refused: CrriError | None = None
        self.task: Task | None = None
        self._looking: Task | None = None
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._compute)
        session.closing.connect(self._pause.stop)
        self._definitions = session.definitions
        self._left = True
        session.request_changed.connect(self._definitions_changed)

    # The export

    def open(self, file: str | None = None) -> None:
        """Look at the export in the session's folder; `file` names one of several."""
        request = self._session.request
        assert request is not None
        self._left = False
        self._looking = self._session.queries.submit(
            partial(_look, request.input_dir, request.mapping, file),
            self._looked,
            self._not_looked,
            title=self.tr("Looking at the columns"),
            replaces="mapping",
        )

    def _looked(self, answer: tuple[Export, Draft, Draft]) -> None:
        export, draft, recognised = answer
        before = self.export
        self.export, self.problem = export, None
        if (
            before is None
            or before.folder != export.folder
            or [one.key for one in before.columns] != [one.key for one in export.columns]
            or not self._past
        ):
            # Else the files have changed, and what was mapped still fits them.
            self.draft, self.recognised = draft, recognised
            self._past, self._future = [], []
        self.opened.emit()
        self._draft_changed()

    def _not_looked(self, error: CrriError) -> None:
        self.close()
        self.problem = error
        self.opened.emit()

    def leave(self) -> None:
        """Ask nothing more of the export; what was changed stays."""
        self._left = True
        self._halt()
        if self._looking is not None:
            self._looking.cancel()

    def close(self) -> None:
        """Forget the export and what was changed."""
        self.leave()
        self.export = self.draft = self.recognised = self.problem = None
        self.consequences = self.refused = None
        self._past, self._future = [], []

    # The draft

    @property
    def can_undo(self) -> bool:
        """Whether there is a former draft."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return bool(self._future)

    def edit(self, name: str, value: str, instead_of: str = "") -> None:
        """Set a field, `status.WORD` or `rows.WORD`, and empty another in whose place it comes.

        Raises `UsageError`, and nothing changes.
        """
        from crri_gui.engine.mapping.draft import edited

        assert self.export is not None and self.draft is not None
        draft = edited(self.export, self.draft, instead_of, "") if instead_of else self.draft
        self._take(edited(self.export, draft, name, value))

    def as_recognised(self) -> None:
        """Back to what was proposed or recognised; it can be undone."""
        if self.recognised is not None:
            self._take(self.recognised)

    def undo(self) -> None:
        """Back to the draft before."""
        if self._past and self.draft is not None:
            self._future.append(self.draft)
            self.draft = self._past.pop()
            self._draft_changed()

    def redo(self) -> None:
        """Forward to the draft that was taken back."""
        if self._future and self.draft is not None:
            self._past.append(self.draft)
            self.draft = self._future.pop()
            self._draft_changed()

    def _take(self, draft: Draft) -> None:
        if self.draft is None or draft == self.draft:
            return
        self._past.append(self.draft)
        self._future.clear()
        self.draft = draft
        self._draft_changed()

    def _draft_changed(self) -> None:
        self._halt()
        self.refused = None
        assert self.draft is not None
        if self.draft.missing:
            self.consequences = None
        else:
            self._pause.start()
        self.changed.emit()
        self.told.emit()

    # What comes of it

    def _definitions_changed(self) -> None:
        """Other orders count; who comes back after leaving is told anew anyway."""
        if self._session.definitions == self._definitions:
            return
        self._definitions = self._session.definitions
        if self.draft is not None and not self._left:
            self._draft_changed()

    @property
    def computing(self) -> bool:
        """Whether the consequences of the draft are still to come."""
        return self._pause.isActive() or self.task is not None

    def stop(self) -> None:
        """Compute no consequences; the next change does again.

        What is there is of the draft before, so it is known no longer.
        """
        if self.computing:
            self._halt()
            self.consequences = None
            self.told.emit()

    def _halt(self) -> None:
        self._pause.stop()
        task, self.task = self.task, None
        if task is not None:
            task.cancel()

    def compute(self) -> None:
        """Compute the consequences of the draft as it is."""
        self._pause.stop()
        self._compute()
        self.told.emit()

    def _compute(self) -> None:
        request = self._session.request
        if request is None or self.export is None or self.draft is None:
            return
        try:
            self.draft.layout()
        except UsageError as error:
            self.consequences, self.refused = None, error
            self.told.emit()
            return
        self.task = self._session.queries.submit(
            partial(_consequences, self.export, self.draft, request.conventions, self._definitions),
            partial(self._computed, self.draft),
            partial(self._not_computed, self.draft),
            title=self.tr("Counting what comes of the mapping"),
            replaces="consequences",
        )

    def _computed(self, draft: Draft, consequences: Consequences) -> None:
        if draft is self.draft:
            self.task, self.refused, self.consequences = None, None, consequences
            self.told.emit()

    def _not_computed(self, draft: Draft, error: CrriError) -> None:
        if draft is self.draft:
            self.task, self.refused, self.consequences = None, error, None
            self.told.emit()

    # Keeping it

    @property
    def usable(self) -> bool:
        """Whether its consequences are known, and orders among them, so that it may be kept."""
        told = self.consequences
        return told is not None and told.orders > 0 and not self.computing

    def use(self, file: Path | None = None) -> None:
        """Keep the draft, in `file` if not beside the raw files, and read the folder by it."""
        if self.export is None or self.draft is None or not self.usable:
            return
        self._session.queries.submit(
            partial(_keep, self.export, self.draft, file),
            self._was_kept,
            self.not_kept.emit,
            title=self.tr("Keeping the mapping"),
            replaces="keep",
        )

    def _was_kept(self, file: Path) -> None:
        from crri_gui.engine.layouts.kept import KEPT_FILE

        assert self.export is not None
        beside = file == self.export.folder / KEPT_FILE
        self.close()
        self.kept.emit()
        self._session.mapping_kept(file, beside)


def _look(
    folder: Path, mapping: Path | None, file: str | None, run: RunContext
) -> tuple[Export, Draft, Draft]:
    """The export, its mapping as far as it is kept or proposed, and that of a shipped layout."""
    from crri_gui.engine.mapping.export import look
    from crri_gui.engine.mapping.propose import propose, shipped

    export = look(run, folder, mapping_file=mapping, file=file)
    draft = propose(export)
    return export, draft, shipped(draft.base) if draft.base else draft


def _consequences(
    export: Export,
    draft: Draft,
    conventions: Conventions,
    definitions: Definitions,
    run: RunContext,
) -> Consequences:
    from crri_gui.engine.mapping.trial.consequences import consequences

    return consequences(run, export, draft, conventions=conventions, definitions=definitions)


def _keep(export: Export, draft: Draft, file: Path | None, _: RunContext) -> Path:
    from crri_gui.engine.mapping.keeping import keep

    return keep(export, draft, file)
