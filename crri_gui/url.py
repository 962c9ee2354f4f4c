"""Folders of other machines, as Spark names them."""

from __future__ import annotations

import re
from pathlib import Path

# Two letters at least: C:/ is a drive.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_AS_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")
# A path that was made of a URL has one slash of two; a drive is one letter.
_BEGINS = r"([A-Za-z][A-Za-z0-9+.-]+:/{1,2}"
# To the last @ where the host cannot be told from a key with slashes or a password with an @: a
# folder shown too short is the lesser harm.
_SECRET = re.compile(rf"{_BEGINS})(?:[^/@]*:(?!\d+/)\S*@|[^/@]*@)")
# Signed addresses carry their keys in the query.
_QUERY = re.compile(rf"{_BEGINS}[^\s?#;'\"<>]*)[?#;][^\s'\"<>]+")


def is_url(text: str) -> bool:
    """Whether a folder is named as Spark names those of other machines (`s3a://bucket/raw`)."""
    return _URL.match(text) is not None


def was_url(path: Path) -> bool:
    """Whether a path was made of a URL; a path keeps one of two slashes."""
    return _AS_PATH.match(str(path)) is not None


def without_secrets(text: str) -> str:
    """A text as it may be shown: its URLs without user, password, query and fragment."""
    return _QUERY.sub(r"\1", _SECRET.sub(r"\1", text))
