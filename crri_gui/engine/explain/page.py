"""The answer as one page of HTML, for an auditor: everything in it, nothing loaded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from crri_gui.engine.core import durable
from crri_gui.engine.explain.document import Block

# Of what browsers and Qt's rich text both know.
_STYLE = """
body { font-family: "Segoe UI", "Noto Sans", Arial, sans-serif; font-size: 10pt; color: #1d2433; }
h1 { font-size: 17pt; margin: 0 0 4px 0; }
h2 { font-size: 11pt; margin: 18px 0 4px 0; }
p { margin: 3px 0; color: #4a5468; }
table { border-collapse: collapse; }
table { font-size: 8.5pt; }
th { text-align: left; color: #5b6579; font-weight: 600; }
th, td { padding: 2px 12px 2px 0; border-bottom: 1px solid #dfe3ea; vertical-align: top; }
.right { text-align: right; }
.strong { font-weight: 700; }
"""


def html_page(
    blocks: Sequence[Block], language: str = "en", *, style: str = _STYLE, heads: bool = True
) -> str:
    """The blocks as a document of HTML; the first one is its head, unless it `heads` not."""
    title = blocks[0].title if blocks else ""
    body = [f"<h1>{escape(title)}</h1>", *_notes(blocks[0])] if heads else []
    for block in blocks[1:] if heads else blocks:
        if block.title:
            body.append(f"<h2>{escape(block.title)}</h2>")
        if block.rows:
            body += _table(block)
        body += _notes(block)
    return (
        f'<!DOCTYPE html>\n<html lang="{language.replace("_", "-")}">\n<head>\n'
        f'<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def write_page(text: str, target: Path) -> None:
    """Write the page wholly or not at all. Raises `OutputError`."""
    with durable.translate_os_errors(target):
        durable.write(target, text.encode(), via=target.with_name(f".{target.name}.part"))


def _notes(block: Block) -> list[str]:
    return [f"<p>{escape(note)}</p>" for note in block.notes]


def _table(block: Block) -> list[str]:
    rows = ["<table>"]
    if block.header:
        cells = (
            f"<th{_class(place in block.right, strong=False)}>{escape(name)}</th>"
            for place, name in enumerate(block.header)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    for number, row in enumerate(block.rows):
        cells = (
            f"<td{_class(place in block.right, strong=number in block.strong)}>{escape(cell)}</td>"
            for place, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return [*rows, "</table>"]


def _class(right: bool, *, strong: bool) -> str:
    names = [name for name, is_so in (("right", right), ("strong", strong)) if is_so]
    return f' class="{" ".join(names)}"' if names else ""
