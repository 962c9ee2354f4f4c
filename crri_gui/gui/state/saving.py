"""Saving over a file without losing it: the new one is whole before the old one goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crri_gui.errors import OutputError
from crri_gui.messages import sentence


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to; what is there when the block ends takes its place.

    Raises `OutputError`, and leaves `path` as it was, when nothing can be or was written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        # Qt's writers say nothing of a file that cannot be opened.
        part.open("wb").close()
        yield part
        if not part.stat().st_size:
            raise OSError(None, sentence("nothing_written"))
        part.replace(path)
    except OSError as error:
        raise OutputError("file_not_written", reason=error.strerror, file=path) from error
    finally:
        part.unlink(missing_ok=True)
