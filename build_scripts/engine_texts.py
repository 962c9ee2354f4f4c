"""The sentences of the engine as templates, found in its sources, for translation.

The engine speaks English and knows no translator. A sentence with values in it, such as
f"{count:,} rows of {table} cannot be read.", is the template "{0} rows of {1} cannot be read.".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from crri_gui.dashboard.measures import MEASURES

PACKAGE = Path(__file__).resolve().parent.parent / "crri_gui"
# What these say is translated where it is defined, or is nothing that the window shows.
# Spark is for the command line.
_LEFT_OUT = {"catalog", "profile", "workbook"}
# The same in every language, as in Power BI.
_NAMES = {measure.name for measure in MEASURES}
# Calls that say nothing to a user: mistakes of a programmer, lists of names.
_NO_SENTENCE = {"_option", "ValueError", "split"}
VALUE = "\0"
_SQL = re.compile(
    r"\b(SELECT|FROM|CREATE|ALTER|WHERE|CASE|WHEN|INSERT|DROP|ORDER BY|GROUP BY|UNION|JOIN|COPY"
    r"|CAST|FILTER|FORMAT|NULL|BETWEEN|LIKE|NOT IN|NOT SIMILAR|DECIMAL|VARCHAR|AND|DESC|ASC|SET)\b"
    r"|\w\(|::|=>|\$\w+|[<>]|^[A-Z ]+$"
)
# Written into files, typed into a terminal, or no words at all.
_NOT_SAID = re.compile(r"# |crri |\('|\['|.*(\|\||\(\?|\\d)")
# Said, and too short to be told from names and pieces of SQL.
_SHORT = {
    *("Cancelled.", "Freight", "Publishing", "Reconciling", "publication", "record", "restore"),
    *("Comparing {0}", "Read {0}", "Reading {0}", "{0} row", "{0} rows"),
    "line {0}: {1} {2}: {3}",
}
_WORD = re.compile(r"[A-Za-z']{2,}")


def templates() -> list[str]:
    """Every sentence or phrase that the engine may say, once."""
    found: dict[str, None] = {}
    files = sorted((PACKAGE / "engine").rglob("*.py"))
    files += [PACKAGE / "definitions.py", PACKAGE / "errors.py"]
    for file in files:
        if file.stem in _LEFT_OUT or file.parent.name in ("spark", "dashboard"):
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for text in _strings(tree):
            template = _numbered(text)
            if (_is_said(text) and text not in _NAMES) or template in _SHORT:
                found[template] = None
    # What else is written there goes into the files of Power BI.
    for file in sorted((PACKAGE / "powerbi").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if _speaks(node):
                found |= {_numbered(text): None for text in _strings(node) if _is_said(text)}
    return list(found)


def _speaks(node: ast.AST) -> bool:
    """Whether a user hears it: an error, a message that is collected, what is being done."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        owner = _name(node.func.value)
        return (owner, node.func.attr) in {("messages", "append"), ("run", "report")}
    return isinstance(node, ast.Raise)


def _strings(node: ast.AST) -> Iterator[str]:
    """Texts below a node, values in them as `VALUE`; docstrings are nobody's business."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Call) and _name(node.func) in _NO_SENTENCE:
        return
    said = texts(node) if isinstance(node, ast.expr) else None
    if said is not None:
        yield from said
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def texts(node: ast.expr) -> list[str] | None:
    """All that a text expression may come to, values in it as VALUE; None where it is no text."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = [_part(value) for value in node.values]
        return ["".join(chosen) for chosen in product(*parts)]
    if isinstance(node, ast.IfExp):
        pair = (texts(node.body), texts(node.orelse))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pair = (texts(node.left), texts(node.right))
    else:
        return None
    first, second = pair
    if first is None or second is None:
        return None
    if isinstance(node, ast.IfExp):
        return first + second
    return [one + other for one in first for other in second]


def _part(value: ast.expr) -> list[str]:
    if isinstance(value, ast.Constant):
        return [str(value.value)]
    inner = value.value if isinstance(value, ast.FormattedValue) else value
    chosen = texts(inner) if isinstance(inner, ast.IfExp) else None
    return chosen or [VALUE]


def _is_said(text: str) -> bool:
    plain = re.sub(r"\{\w*(:[^}]*)?\}", VALUE, text)
    return (
        "\n" not in plain
        and " " in plain.strip()
        and len(_WORD.findall(plain)) >= 2
        and not _SQL.search(plain)
        and not _NOT_SAID.match(plain)
    )


def _numbered(text: str) -> str:
    """Values as {0}, {1}, ...: those of f-strings, and those left for `format`.

    A text that ends with a colon is one to which a value is added.
    """
    if text.endswith(": "):
        text += VALUE
    pieces = re.split(r"\0|\{\w*(?::[^}]*)?\}", text)
    numbered = pieces[0]
    for place, piece in enumerate(pieces[1:]):
        numbered += f"{{{place}}}{piece}"
    return numbered
