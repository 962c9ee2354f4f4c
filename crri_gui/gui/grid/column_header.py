"""The head of a grid's column: name, kind, how much is filled, how many values, how they lie."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QToolTip, QWidget

from crri_gui.dashboard.palette import LIGHT, Theme
from crri_gui.engine.query.catalog import Field
from crri_gui.engine.query.profile import Profile
from crri_gui.gui.grid import cell_text
from crri_gui.gui.grid.head_marks import paint_filled, paint_funnel, paint_sort
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import counted, of_contract
from crri_gui.gui.widgets.basics import tip

# Where the text of cells begins, too.
PADDING = 11


@dataclass
class HeaderState:
    """What the heads show; both parts of a grid share one."""

    fields: tuple[Field, ...] = ()
    profiles: dict[str, Profile] = field(default_factory=dict)
    sort: tuple[tuple[str, bool], ...] = ()
    filtered: frozenset[str] = frozenset()
    theme: Theme = LIGHT
    low: bool = False
    """Whether the heads are names alone, because the rows have hardly any room."""


class ColumnHeader(QHeaderView):
    """A click sorts, one on the funnel filters, one with Ctrl selects the column."""

    sort_wanted = Signal(int, bool)
    """Column, and whether it is added to the sort (Shift)."""
    filter_wanted = Signal(int)
    selection_wanted = Signal(int)
    seen = Signal()
    """Other columns may be in sight."""

    def __init__(self, heads: HeaderState, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._heads = heads
        self._pressed: QPoint | None = None
        self._hovered = -1
        self.setMouseTracking(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(64)
        self.setDefaultSectionSize(150)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)

    # Asked of a whole column, Qt's own would look at every row's selection.

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Nothing of the selection: that would take minutes at ten million rows."""
        option.section = section

    def _fonts(self) -> tuple[QFont, QFont]:
        name, small = QFont(self.font()), QFont(self.font())
        name.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(self.font().pointSizeF() * 0.85)
        return name, small

    def sizeHint(self) -> QSize:
        """High enough for what is shown."""
        name = QFontMetrics(self._fonts()[0]).height()
        # Qt's own would ask for a hundred columns.
        return QSize(self.length(), name + 18 if self._heads.low else self.whole_height())

    def whole_height(self) -> int:
        """That of a name, two lines of facts, the histogram and the bar of what is filled."""
        name, small = (QFontMetrics(font).height() for font in self._fonts())
        return name + 2 * small + int(small * 1.9) + 26

    def preferred_width(self, column: int) -> int:
        """Wide enough for the name with its marks and for the line of facts."""
        name, small = self._fonts()
        shown = self._heads.fields[column]
        marks = QFontMetrics(name).height() * 2 + 4
        facts = self.tr("{kind} · {percent} filled").format(
            kind=cell_text.kind_name(shown), percent=numbers.percent(0.888)
        )
        named = QFontMetrics(name).horizontalAdvance(shown.name) + marks
        return max(named, QFontMetrics(small).horizontalAdvance(facts)) + 2 * PADDING + 4

    def facts(self, shown: Field) -> tuple[str, str]:
        """The kind, and what is known of the values so far."""
        profile = self._heads.profiles.get(shown.name)
        kind = cell_text.kind_name(shown)
        if profile is None:
            return kind, "…"
        if not profile.rows:
            return kind, self.tr("no rows")
        distinct = numbers.integer(profile.distinct)
        if profile.approximate:
            distinct = self.tr("≈ {count}").format(count=distinct)
        # A share that is not quite all must not read as all.
        share = profile.filled_share
        percent = numbers.percent(min(share, 0.999) if profile.blank else 1, 1 if share < 1 else 0)
        return (
            self.tr("{kind} · {percent} filled").format(kind=kind, percent=percent),
            self.tr("{count} distinct").format(count=distinct),
        )

    def spoken(self, column: int) -> str:
        """What the head shows beside the name, in words: facts, sort, filter."""
        if column >= len(self._heads.fields):
            return ""
        shown = self._heads.fields[column]
        parts = [*self.facts(shown)] if shown.name in self._heads.profiles else []
        parts = parts or [cell_text.kind_name(shown)]
        if shown.name in dict(self._heads.sort):
            parts.append(self._sorted(shown.name))
        if shown.name in self._heads.filtered:
            parts.append(self.tr("filtered"))
        return ", ".join(parts)

    def sorting(self) -> list[str]:
        """By what the rows are sorted, in words."""
        return [
            self.tr("{column}: {facts}").format(column=name, facts=self._sorted(name))
            for name, _ in self._heads.sort
        ]

    def _sorted(self, name: str) -> str:
        names = [other for other, _ in self._heads.sort]
        text = self.tr("sorted, smallest first")
        if dict(self._heads.sort)[name]:
            text = self.tr("sorted, largest first")
        if len(names) == 1:
            return text
        return self.tr("{sorted}, {place} of {count}").format(
            sorted=text, place=names.index(name) + 1, count=len(names)
        )

    # Painting

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """One column's head."""
        if section >= len(self._heads.fields) or not rect.isValid():
            return
        theme, shown = self._heads.theme, self._heads.fields[section]
        profile = self._heads.profiles.get(shown.name)
        name_font, small_font = self._fonts()
        painter.save()
        painter.setClipRect(rect)
        hovered = section == self._hovered
        painter.fillRect(rect, QColor(theme.accent_soft if hovered else theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        inside = rect.adjusted(PADDING, 7, -PADDING, -8)

        line = QFontMetrics(name_font).height()
        paint_funnel(painter, self._funnel(rect), theme, shown.name in self._heads.filtered)
        name_room = QRect(inside.left(), inside.top(), inside.width() - line - 4, line)
        painter.setFont(small_font)
        name_room = paint_sort(painter, name_room, theme, self._heads.sort, shown.name)
        painter.setFont(name_font)
        painter.setPen(QColor(theme.text))
        elided = QFontMetrics(name_font).elidedText(
            shown.name, Qt.TextElideMode.ElideRight, name_room.width()
        )
        painter.drawText(name_room, int(Qt.AlignmentFlag.AlignVCenter), elided)

        painter.setFont(small_font)
        painter.setPen(QColor(theme.muted))
        small = QFontMetrics(small_font)
        top = inside.top() + line + 1
        for text in () if self._heads.low else self.facts(shown):
            text = small.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(
                QRect(inside.left(), top, inside.width(), small.height()),
                int(Qt.AlignmentFlag.AlignVCenter),
                text,
            )
            top += small.height()
        bar = QRectF(inside.left(), inside.bottom() - 2, inside.width(), 3)
        if profile is not None:
            if not self._heads.low:
                room = QRectF(inside.left(), top + 3, inside.width(), bar.top() - top - 6)
                self._paint_bars(painter, room, profile)
            paint_filled(painter, bar, theme, profile.filled_share if profile.rows else 0)
        painter.restore()

    def _funnel(self, rect: QRect) -> QRect:
        side = QFontMetrics(self._fonts()[0]).height()
        return QRect(rect.right() - PADDING - side + 2, rect.top() + 7, side, side)

    def _paint_bars(self, painter: QPainter, room: QRectF, profile: Profile) -> None:
        theme = self._heads.theme
        most = max((bar.count for bar in profile.bars), default=0)
        if not profile.rows:
            return
        if not most:
            painter.setPen(QColor(theme.muted))
            text = self.tr("all different")
            if profile.distinct < profile.filled:
                text = self.tr("many different")
            elif not profile.filled:
                text = self.tr("nothing filled")
            painter.drawText(
                room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text
            )
            return
        # A value alone is a bar, not a wall.
        step = min(room.width() / len(profile.bars), room.height())
        painter.setPen(Qt.PenStyle.NoPen)
        gap = 1.0 if step > 3 else 0.0
        for place, bar in enumerate(profile.bars):
            rest = bar.low is None or bar.high is None
            painter.setBrush(QColor(theme.outline if rest else theme.series[0]))
            height = max(room.height() * bar.count / most, 1.0 if bar.count else 0.0)
            painter.drawRect(
                QRectF(room.left() + place * step, room.bottom() - height, step - gap, height)
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The space right of the last column is ground, too."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._heads.theme.raised))
        painter.setPen(QColor(self._heads.theme.border))
        bottom = self.viewport().height() - 1
        painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()
        super().paintEvent(event)
        self.seen.emit()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where; the edges resize."""
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = None if resizing or not left else event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Filter, select or sort."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        here = event.position().toPoint()
        column = self.logicalIndexAt(here)
        if pressed is None or column < 0 or column != self.logicalIndexAt(pressed):
            return
        if self._funnel(self._place(column)).adjusted(-4, -4, 4, 4).contains(here):
            self.filter_wanted.emit(column)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.selection_wanted.emit(column)
        else:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sort_wanted.emit(column, shift)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The head under the pointer is lit."""
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """None is lit."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, column: int) -> None:
        if column != self._hovered:
            self._hovered = column
            self.viewport().update()

    def _place(self, column: int) -> QRect:
        return QRect(
            self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height()
        )

    def funnel_place(self, column: int) -> QRect:
        """Where the funnel of a column is, in this widget."""
        return self._funnel(self._place(column))

    def viewportEvent(self, event: QEvent) -> bool:
        """The tip tells everything that is known of the column, and of the bar below it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self.logicalIndexAt(event.pos())
            if 0 <= column < len(self._heads.fields):
                QToolTip.showText(event.globalPos(), tip(self.tip(column, event.pos())), self)
                return True
        return super().viewportEvent(event)

    def tip(self, column: int, here: QPoint | None = None) -> str:
        """What the tip of a column says; `here` is over its histogram, perhaps."""
        shown = self._heads.fields[column]
        profile = self._heads.profiles.get(shown.name)
        lines = [f"{shown.name}: {cell_text.kind_name(shown)}"]
        if shown.about is not None:
            lines.append(of_contract(shown.about.meaning))
            if shown.about.unit:
                lines.append(self.tr("Unit: {unit}").format(unit=of_contract(shown.about.unit)))
        if profile is not None:
            lines += self._numbers_of(shown, profile)
            bar = self._bar_at(column, profile, here)
            if bar is not None:
                lines.append(
                    counted(
                        self.tr("Here: {values}: {count:,} {count|row|rows}"),
                        values=cell_text.bar_label(shown, profile.bars[bar]),
                        count=profile.bars[bar].count,
                    )
                )
        return "\n".join(lines)

    def _numbers_of(self, shown: Field, profile: Profile) -> list[str]:
        show = cell_text.formatter(shown)
        lines = [
            self.tr("{filled} filled, {blank} blank, {facts}").format(
                filled=numbers.integer(profile.filled),
                blank=numbers.integer(profile.blank),
                facts=self.facts(shown)[1],
            )
        ]
        if profile.filled:
            lines.append(
                self.tr("From {low} to {high}").format(
                    low=show(profile.smallest), high=show(profile.largest)
                )
            )
        if profile.mean is not None and shown.kind != "code":
            lines.append(
                self.tr("Average {mean}").format(
                    mean=numbers.percent(profile.mean, 2)
                    if shown.kind == "share"
                    else numbers.number(profile.mean, 2)
                )
            )
        return lines

    def _bar_at(self, column: int, profile: Profile, here: QPoint | None) -> int | None:
        if here is None or not profile.bars or self._heads.low:
            return None
        inside = self._place(column).adjusted(PADDING, 0, -PADDING, 0)
        name, small = (QFontMetrics(font).height() for font in self._fonts())
        if here.y() < 7 + name + 2 * small:
            return None
        height = self.height() - 8 - 3 - 3 - (7 + name + 1 + 2 * small + 3)
        step = min(inside.width() / len(profile.bars), max(height, 1))
        place = int((here.x() - inside.left()) / step)
        return place if 0 <= place < len(profile.bars) else None
