"""Folders of other machines, as Spark names them."""

from __future__ import annotations

import re
from pathlib import Path

# Two letters at least: C:/ is a drive.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_AS_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/\\]")
# To the last @ where the host cannot be told from a key with slashes or a password with an @: a
# folder shown too short is the lesser harm.
_SECRET = re.compile(r"(?<=://)(?:[^/@]*:(?!\d+/)\S*@|[^/]*@)")


def is_url(text: str) -> bool:
    """Whether a folder is named as Spark names those of other machines (`s3a://bucket/raw`)."""
    return _URL.match(text) is not None


def was_url(path: Path) -> bool:
    """Whether a path was made of a URL; a path keeps one of two slashes."""
    return _AS_PATH.match(str(path)) is not None


def without_secrets(url: str) -> str:
    """The URL as it may be shown: no user, no password."""
    return _SECRET.sub("", url)
