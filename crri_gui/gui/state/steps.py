"""The steps of the way through, and the state each one is in."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from crri_gui.dashboard.palette import Theme
from crri_gui.gui.i18n.step_titles import STEPS as STEPS
from crri_gui.gui.i18n.step_titles import title as title
from crri_gui.gui.state.session import Session

State = Literal["todo", "busy", "fine", "attention", "failed"]

# Translated where they are shown; build_scripts/translations.py finds them here.
STATES: dict[State, str] = {
    "todo": "to do",
    "busy": "at work",
    "fine": "fine",
    "attention": "needs attention",
    "failed": "failed",
}
SIZE = 20
"""Of a mark in pixels, beside text of the usual size."""


def spoken(state: State) -> str:
    """The state in the window's language."""
    return QCoreApplication.translate("steps", STATES[state])


def to_be_mapped(session: Session) -> bool:
    """Whether the folder holds an export whose columns somebody has to name."""
    if session.found is None:
        return False
    # Imported with the first folder: with it comes the engine, which the window need not wait for.
    from crri_gui.engine.mapping.export import may_be_mapped

    return may_be_mapped(session.found)


def state_of(session: Session, step: str) -> State:
    """How far a step is."""
    if step == "source":
        return _source(session)
    if step == "definitions":
        if session.request is None:
            return "todo"
        return "attention" if session.stale or session.draft.names else "fine"
    if step == "checks" and session.running:
        return "busy"
    if step == "checks" and _in_the_way(session):
        return "failed"
    results = session.results
    if results is None:
        return "todo"
    report = results.data.report
    if step == "checks":
        if report.errors or report.broken:
            return "failed"
        worried = any(finding.severity == "warning" for finding in report.findings)
        return "attention" if worried else "fine"
    if step == "publish":
        if report.errors or report.broken:
            return "failed"
        return "fine" if session.is_published else "todo"
    empty = step in ("tables", "dashboard") and not results.totals["orders"]
    return "attention" if session.stale or empty else "fine"


def _in_the_way(session: Session) -> bool:
    """Whether nothing could be computed; nothing is wrong with an export that is to be mapped."""
    found = session.find_problem is not None and not to_be_mapped(session)
    return found or session.run_problem is not None


def _source(session: Session) -> State:
    if session.find_problem is not None:
        return "attention" if to_be_mapped(session) else "failed"
    if session.request is None:
        return "todo"
    if session.found is None:
        return "busy"
    worried = any(finding.severity == "warning" for finding in session.found.findings)
    return "attention" if worried else "fine"


def icon(state: State, theme: Theme, ratio: float = 2.0) -> QIcon:
    """A mark for a state: its shape tells it without the colour."""
    pixmap = QPixmap(int(SIZE * ratio), int(SIZE * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(2.5, 2.5, SIZE - 5, SIZE - 5)
    if state == "todo":
        painter.setPen(QPen(QColor(theme.outline), 1.6))
        painter.drawEllipse(circle)
    elif state == "busy":
        painter.setPen(QPen(QColor(theme.accent), 2.4))
        painter.drawArc(circle, 90 * 16, -250 * 16)
    else:
        colour = {"fine": theme.ok, "attention": theme.warning, "failed": theme.error}[state]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if state == "attention":
            points = [QPointF(10, 1.8), QPointF(18.6, 17.4), QPointF(1.4, 17.4)]
            painter.drawPolygon(points)
        else:
            painter.drawEllipse(circle)
        pen = QPen(QColor(theme.surface), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if state == "fine":
            painter.drawPolyline([QPointF(6.2, 10.2), QPointF(9, 13), QPointF(13.8, 7.4)])
        elif state == "attention":
            painter.drawLine(QPointF(10, 7), QPointF(10, 11.6))
            painter.drawPoint(QPointF(10, 14.6))
        else:
            painter.drawLine(QPointF(7.2, 7.2), QPointF(12.8, 12.8))
            painter.drawLine(QPointF(12.8, 7.2), QPointF(7.2, 12.8))
    painter.end()
    return QIcon(pixmap)
