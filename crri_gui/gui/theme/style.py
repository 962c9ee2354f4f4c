"""The style sheet, made from a theme. Sizes follow the font, so text can grow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir

if TYPE_CHECKING:
    from crri_gui.dashboard.palette import Theme


ICONS = Path(__file__).parent / "icons"


def style_sheet(theme: Theme, points: float, scale: float = 1.0) -> str:
    """The window's style in the theme's colours, with `points` as the size of plain text.

    `scale` is that of the text against its usual size: what is drawn beside it grows with it.
    """
    mark, dot, ring = round(16 * scale), round(8 * scale), round(5 * scale)
    # By a name of our own: in a path of the user's, "Program Files (x86)" would end the url().
    QDir.setSearchPaths("crriicons", [str(ICONS)])
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog, QWidget#page {{ background: {theme.window}; }}
QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border};
    padding: 6px 8px; }}

QLabel#title {{ font-size: {1.7 * points:.1f}pt; font-weight: 600; }}
QLabel#lead {{ color: {theme.muted}; }}
QLabel#heading {{ font-size: {1.2 * points:.1f}pt; font-weight: 600; }}
QLabel#strong {{ font-weight: 600; }}
QLabel#muted {{ color: {theme.muted}; }}
QLabel#figure {{ font-size: {2 * points:.1f}pt; font-weight: 600; }}
QLabel#better {{ color: {theme.ok}; }}
QLabel#worse {{ color: {theme.error}; }}
QLabel#state_ok {{ color: {theme.ok}; font-weight: 600; }}
QLabel#state_warning {{ color: {theme.warning}; font-weight: 600; }}
QLabel#state_error {{ color: {theme.error}; font-weight: 600; }}

QFrame#card {{ background: {theme.surface}; border: 1px solid {theme.border};
    border-radius: 10px; }}
QFrame#card:focus {{ border: 2px solid {theme.focus}; }}
QFrame#drop {{ background: {theme.surface}; border: 2px dashed {theme.outline};
    border-radius: 12px; }}
QFrame#drop[over="true"] {{ background: {theme.accent_soft}; border-color: {theme.accent}; }}
QFrame#foot {{ background: {theme.surface}; border: 0; border-top: 1px solid {theme.border}; }}
QFrame#drop_hint {{ background: #e6{theme.surface[1:]}; border: 4px dashed {theme.accent}; }}
QFrame#strip {{ background: {theme.surface}; border: 0;
    border-bottom: 1px solid {theme.border}; }}
QFrame#field {{ border: 2px solid transparent; border-radius: 8px; }}
QFrame#field[over="true"] {{ background: {theme.accent_soft}; border-color: {theme.accent}; }}

QFrame#line {{ background: {theme.border}; border: 0; min-height: 1px;
    max-height: 1px; }}
QFrame#notice {{ border-radius: 8px; background: {theme.accent_soft}; border: 0; }}
QFrame#notice[kind="warning"] {{ background: {theme.warning_soft}; }}
QFrame#notice[kind="error"] {{ background: {theme.error_soft}; }}
QFrame#notice[kind="ok"] {{ background: {theme.ok_soft}; }}
QFrame#notice QLabel {{ background: transparent; }}
QFrame#notice[kind="error"] QLabel#what {{ color: {theme.error}; font-weight: 600; }}
QFrame#notice[kind="warning"] QLabel#what {{ color: {theme.warning}; font-weight: 600; }}
QFrame#notice[kind="ok"] QLabel#what {{ color: {theme.ok}; font-weight: 600; }}
QFrame#notice QLabel#what {{ color: {theme.text}; font-weight: 600; }}

QFrame#rail {{ background: {theme.surface}; border: 0; border-right: 1px solid {theme.border}; }}
QFrame#rail QPushButton {{ text-align: left; border: 2px solid transparent; border-radius: 8px;
    padding: 9px 12px; background: transparent; color: {theme.text}; font-weight: 400; }}
QFrame#rail QPushButton:hover {{ background: {theme.raised}; }}
QFrame#rail QPushButton:checked {{ background: {theme.accent_soft}; color: {theme.accent};
    font-weight: 600; }}
QFrame#rail QPushButton:focus {{ border-color: {theme.focus}; }}

QPushButton, QToolButton {{ background: {theme.surface}; color: {theme.text};
    border: 1px solid {theme.outline}; border-radius: 6px; padding: 6px 14px; }}
QToolButton {{ padding: 5px 8px; }}
QPushButton:hover, QToolButton:hover {{ background: {theme.accent_soft}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {theme.selection};
    color: {theme.on_selection}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {theme.focus}; padding: 5px 13px; }}
QToolButton:focus {{ padding: 4px 7px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {theme.outline};
    border-color: {theme.border}; background: {theme.window}; }}
QPushButton#primary {{ background: {theme.primary}; color: {theme.on_primary};
    border: 1px solid {theme.primary}; font-weight: 600; }}
QPushButton#primary:hover {{ border: 1px solid {theme.text}; }}
QPushButton#primary:focus {{ border: 2px solid {theme.text}; }}
QPushButton#primary:disabled {{ background: {theme.border}; color: {theme.muted};
    border-color: {theme.border}; }}
QPushButton#link, QToolButton#link {{ background: transparent; color: {theme.accent};
    border: 2px solid transparent; padding: 3px 1px; text-align: left; }}
QPushButton#link:hover, QToolButton#link:hover {{ text-decoration: underline; }}
QPushButton#link:focus, QToolButton#link:focus {{ border: 2px solid {theme.focus};
    padding: 3px 1px; }}
QToolButton#link, QToolButton#link:focus, QPushButton#link[sign="true"],
QPushButton#link[sign="true"]:focus {{ padding: 3px 8px; }}
QPushButton#link:disabled {{ color: {theme.muted}; }}
QPushButton#sentence {{ background: transparent; border: 2px solid transparent; padding: 0; }}
QPushButton#sentence:hover {{ background: {theme.accent_soft}; }}
QPushButton#sentence:focus {{ border: 2px solid {theme.focus}; padding: 0; }}
QPushButton#chip {{ background: {theme.accent_soft}; color: {theme.text};
    border: 1px solid {theme.border}; padding: 3px 8px; }}
QPushButton#chip:focus {{ border: 2px solid {theme.focus}; padding: 2px 7px; }}
QToolButton:checked, QPushButton:checked {{ background: {theme.accent_soft};
    color: {theme.accent}; border-color: {theme.accent}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QTextBrowser, QListWidget,
QTreeWidget {{ background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.outline};
    border-radius: 6px; selection-background-color: {theme.selection};
    selection-color: {theme.on_selection}; }}
QLineEdit, QComboBox, QAbstractSpinBox {{ padding: 5px 8px; min-height: 1.3em; }}
QLineEdit {{ placeholder-text-color: {theme.muted}; }}
QComboBox {{ placeholder-text-color: {theme.text}; }}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {{ border: 0; padding: 0;
    min-height: 0; background: transparent; }}
QTextBrowser, QPlainTextEdit, QTextEdit {{ padding: 6px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus,
QTextBrowser:focus, QListWidget:focus, QTreeWidget:focus,
QTableView:focus {{ border: 2px solid {theme.focus}; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{ padding: 4px 7px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ color: {theme.outline};
    border-color: {theme.border}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QPushButton::menu-indicator {{
    image: url(crriicons:down-{theme.icons}.svg); width: 14px; height: 14px; }}
QPushButton::menu-indicator {{ subcontrol-position: right center; right: 8px; }}
QPushButton#primary::menu-indicator {{ image: url(crriicons:down-dark.svg); }}
QPushButton[menu="true"] {{ padding-right: 30px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; width: 22px;
    background: transparent; }}
QAbstractSpinBox::up-arrow {{ image: url(crriicons:up-{theme.icons}.svg);
    width: 12px; height: 12px; }}
QAbstractSpinBox::down-arrow {{ image: url(crriicons:down-{theme.icons}.svg);
    width: 12px; height: 12px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{ background: {theme.surface}; border: 1px solid {theme.border};
    border-radius: 0; padding: 2px; selection-background-color: {theme.selection};
    selection-color: {theme.on_selection}; }}
QListWidget::item, QTreeWidget::item {{ padding: 4px 6px; border: 0; }}
QListWidget::item:selected, QTreeWidget::item:selected {{ background: {theme.selection};
    color: {theme.on_selection}; }}

QCheckBox, QRadioButton {{ spacing: 8px; padding: 3px; border: 2px solid transparent;
    border-radius: 5px; }}
QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{
    width: {mark}px; height: {mark}px; border: 1px solid {theme.outline};
    border-radius: 4px; background: {theme.surface}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
    background: {theme.accent}; border-color: {theme.accent};
    image: url(crriicons:check-{theme.icons}.svg); }}
QRadioButton::indicator {{ width: {mark}px; height: {mark}px; border: 1px solid {theme.outline};
    border-radius: {mark // 2 + 1}px; background: {theme.surface}; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px;
    border: {ring}px solid {theme.accent}; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {theme.focus}; }}

QTableView {{ background: {theme.surface}; alternate-background-color: {theme.raised};
    border: 2px solid {theme.border}; border-radius: 8px; gridline-color: {theme.border};
    selection-background-color: {theme.selection}; selection-color: {theme.on_selection}; }}
QTableView::item {{ padding: 3px 8px; border: 0; }}
QTableView::item:selected {{ background: {theme.selection}; color: {theme.on_selection}; }}
QTableView#frozen {{ border: 0; border-right: 2px solid {theme.outline}; border-radius: 0; }}
QTableView#grid QAbstractScrollArea::corner, QTableView#grid::corner {{
    background: {theme.surface}; border: 0; }}
QFrame#chip {{ background: {theme.accent_soft}; border: 1px solid {theme.border};
    border-radius: 8px; }}
QFrame#chip QPushButton, QFrame#chip QToolButton {{ background: transparent; color: {theme.text};
    border: 2px solid transparent; border-radius: 6px; padding: 2px 6px; min-height: 1.2em; }}
QFrame#chip QPushButton:focus, QFrame#chip QToolButton:focus {{ border-color: {theme.focus}; }}
QFrame#chip QPushButton:hover, QFrame#chip QToolButton:hover {{ background: {theme.selection};
    color: {theme.on_selection}; }}
QTextBrowser#record {{ border: 0; padding: 0; }}
QHeaderView {{ background: {theme.raised}; border: 0; }}
QHeaderView::section {{ background: {theme.raised}; color: {theme.muted}; border: 0;
    border-bottom: 1px solid {theme.border}; padding: 6px 8px; font-weight: 600; }}
QTableCornerButton::section {{ background: {theme.raised}; border: 0; }}

QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {theme.muted}; padding: 6px 12px;
    border: 2px solid transparent; border-bottom: 3px solid transparent; font-weight: 600; }}
QTabBar::tab:selected {{ color: {theme.text}; border-bottom: 3px solid {theme.accent}; }}
QTabBar::tab:hover {{ color: {theme.text}; }}
QTabBar::tab:focus {{ border: 2px solid {theme.focus}; border-radius: 6px; }}
QTabBar::scroller {{ width: 3.4em; }}
QTabBar QToolButton {{ padding: 0; border: 1px solid {theme.border}; border-radius: 0;
    background: {theme.surface}; }}
QTabBar QToolButton:focus {{ border: 2px solid {theme.focus}; }}
QTabBar QToolButton::left-arrow {{ image: url(crriicons:left-{theme.icons}.svg); }}
QTabBar QToolButton::right-arrow {{ image: url(crriicons:right-{theme.icons}.svg); }}
QTabWidget::pane {{ border: 0; }}

QProgressBar {{ background: {theme.border}; border: 0; border-radius: 4px; max-height: 8px;
    min-height: 8px; text-align: center; color: transparent; }}
QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}

QScrollArea {{ background: transparent; border: 0; }}
QScrollArea > QWidget > QWidget#page {{ background: {theme.window}; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {theme.outline}; border-radius: 4px; margin: 2px;
    min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {theme.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenuBar {{ background: {theme.surface}; border-bottom: 1px solid {theme.border}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {theme.accent_soft}; }}
QMenu {{ background: {theme.surface}; border: 1px solid {theme.border}; padding: 5px; }}
QMenu::item {{ padding: 6px 26px 6px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {theme.selection}; color: {theme.on_selection}; }}
QMenu::item:disabled {{ color: {theme.outline}; }}
QMenu::separator {{ height: 1px; background: {theme.border}; margin: 5px 8px; }}
QStatusBar {{ background: {theme.surface}; border-top: 1px solid {theme.border}; }}
QStatusBar::item {{ border: 0; }}
QSplitter::handle {{ background: {theme.border}; }}
QSplitter#bare::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {theme.accent}; }}
"""
