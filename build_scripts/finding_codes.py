"""Every finding that the engine may have, found in its sources, for the documentation.

A finding is made by `Finding(code, severity, message, ...)`, by a function that hands its
parameters of these names on to it, or from a tuple that begins with a code and a severity.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from build_scripts.engine_texts import PACKAGE, VALUE, texts
from crri_gui.engine.core.findings import SEVERITIES

_FIELDS = ("code", "severity", "message")
_WORST_FIRST: tuple[str, ...] = SEVERITIES
_Makers = dict[str, tuple[tuple[str, ...], dict[str, ast.expr]]]


@dataclass
class Described:
    """A finding's code with all that it may say: severities, messages, remedies."""

    code: str
    severities: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    remedies: list[str] = field(default_factory=list)


def findings() -> list[Described]:
    """Every code once, errors first, then by name; values in the texts are "…"."""
    found: dict[str, Described] = {}
    files = sorted((PACKAGE / "engine").rglob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    shared = {
        name: made for tree in trees for name, made in _makers(tree).items() if name[0] != "_"
    }
    for tree in trees:
        for parts in _made(tree, shared | _makers(tree)):
            for code in _plain(parts.get("code")):
                described = found.setdefault(code, Described(code))
                _add(described.severities, _plain(parts.get("severity")))
                _add(described.messages, _plain(parts.get("message")))
                _add(described.remedies, _plain(parts.get("remedy")))
    for described in found.values():
        described.severities.sort(key=_WORST_FIRST.index)
    return sorted(found.values(), key=lambda one: (_WORST_FIRST.index(one.severities[0]), one.code))


def _add(known: list[str], more: list[str]) -> None:
    known += [text for text in more if text and text not in known]


def _plain(node: ast.expr | None) -> list[str]:
    """What the expression may come to; nothing where it is only handed on."""
    said = None if node is None else texts(node)
    return [re.sub(VALUE + r"|\{\w*(?::[^}]*)?\}", "…", text) for text in said or ()]


def _bound(call: ast.Call, names: tuple[str, ...]) -> dict[str, ast.expr]:
    bound = dict(zip(names, call.args, strict=False))
    return bound | {word.arg: word.value for word in call.keywords if word.arg}


def _makers(tree: ast.Module) -> _Makers:
    """Functions that hand a code on to Finding: their parameters, and what they add to it."""
    makers = {}
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef):
            continue
        names = tuple(a.arg for a in node.args.args if a.arg != "self")
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and _called(call) == "Finding" and "code" in names:
                makers[node.name] = (names, _bound(call, _FIELDS))
    return makers


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _made(tree: ast.Module, makers: _Makers) -> Iterator[dict[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == "Finding":
            yield _bound(node, _FIELDS)
        elif isinstance(node, ast.Call) and _called(node) in makers:
            names, added = makers[_called(node)]
            given = _bound(node, names)
            # What is not a text there is a parameter, and given here.
            filled = {name: _filled(text, given) for name, text in added.items()}
            yield filled | given
        elif isinstance(node, ast.Tuple) and len(node.elts) >= 3:
            parts = dict(zip(_FIELDS, node.elts, strict=False))
            severities = set(_plain(parts["severity"])) & set(SEVERITIES)
            if severities and not set(_plain(parts["code"])) & set(SEVERITIES):
                yield parts | ({"remedy": node.elts[-1]} if len(node.elts) > 3 else {})


def _filled(text: ast.expr, given: dict[str, ast.expr]) -> ast.expr:
    """The text with the arguments of the call in the places of its parameters."""
    if not isinstance(text, ast.JoinedStr):
        return text
    parts: list[ast.expr] = []
    for part in text.values:
        inner = part.value if isinstance(part, ast.FormattedValue) else part
        known = given.get(inner.id) if isinstance(inner, ast.Name) else None
        parts.append(known if isinstance(known, ast.Constant) else part)
    return ast.JoinedStr(parts)
