"""What happens without the focus moving there, told to whoever listens to a screen reader."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QWidget, text: str, *, urgent: bool = False) -> None:
    """Say this; `urgent` breaks in on what is being said, as errors do."""
    if not text or not QAccessible.isActive():
        return
    event = QAccessibleAnnouncementEvent(source, text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)


def seen(text: str) -> str:
    """What is read on a control of this text: without the marks of its keys and its signs."""
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    return plain.strip(" …▾▲▼✕⋯?\N{NO-BREAK SPACE}")


def spoken(text: str, name: str = "") -> str:
    """The name of a control: what is seen on it, then what that leaves open.

    Who controls the window by voice says the words that are seen.
    """
    words = seen(text)
    if not words or name.casefold().startswith(words.casefold()):
        return name or words
    return f"{words}: {name}" if name else words
