"""crri.toml: the mappings and answers that are kept beside the raw files."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from crri_gui.engine.layouts.layout import BLANK, MAPPED, Layout, StatusClass
from crri_gui.engine.layouts.parse import layout_of
from crri_gui.engine.layouts.shipped import layouts, text_of
from crri_gui.errors import UsageError

KEPT_FILE = "crri.toml"
_KEYS = ("columns", "base", "words")
# A file with so many of the columns that were mapped is that export, changed.
_ALIKE = 0.5


@dataclass(frozen=True)
class KeptExport:
    """One export: the columns of its header when it was kept, and how it is read.

    `text` are its keys as the file has them, `whole` those of the layout that they make, with
    those of the shipped layout `base`, where it has one.
    """

    columns: tuple[str, ...]
    text: Mapping[str, Any]
    whole: Mapping[str, Any]
    layout: Layout
    base: str | None


@dataclass(frozen=True)
class Kept:
    """What a crri.toml holds; `file` is None where there is none."""

    file: Path | None = None
    exports: tuple[KeptExport, ...] = ()

    def of(self, columns: Collection[str]) -> KeptExport | None:
        """The export with these columns: of several, the one that is kept with most of them."""
        there = set(columns)
        fitting = [one for one in self.exports if set(one.layout.recognise) <= there]
        fitting = [one for one in fitting if _alike(one, there) >= _ALIKE]
        return max(fitting, key=lambda one: _alike(one, there), default=None)

    def changed(self, columns: Collection[str]) -> tuple[KeptExport, str] | None:
        """The export that a file with these columns was, and a column of it that is gone."""
        there = set(columns)
        for one in sorted(self.exports, key=lambda one: -_alike(one, there)):
            gone = [column for column in one.layout.recognise if column not in there]
            if gone and _alike(one, there) >= _ALIKE:
                return one, gone[0]
        return None


def _alike(one: KeptExport, there: Collection[str]) -> float:
    return len(set(one.columns) & set(there)) / max(1, len(one.columns))


def read_kept(file: Path) -> Kept:
    """What the file holds; nothing where it is not there.

    Raises `UsageError`, which names the line or the key, where it cannot be read or is not as
    CRRI writes it.
    """
    try:
        content = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Kept()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise UsageError("mapping_unreadable", reason=reason, file=file) from error
    try:
        text = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else None
        raise UsageError("mapping_not_toml", reason=str(error), file=file, line=line) from error
    exports = text.pop("export", [])
    if text:
        raise _wrong(file, f"{next(iter(text))}: there is no such key", content)
    if not isinstance(exports, list) or not all(isinstance(one, dict) for one in exports):
        raise _wrong(file, "export: [[export]] begins each export", content)
    return Kept(file, tuple(_export(file, one, content) for one in exports))


def _wrong(file: Path, reason: str, content: str) -> UsageError:
    key = reason.partition(":")[0].partition(".")[0].strip()
    pattern = re.compile(rf"\s*(?:\[+export\.)?{re.escape(key)}\b")
    lines = [n for n, line in enumerate(content.splitlines(), 1) if pattern.match(line)]
    line = lines[0] if len(lines) == 1 else None
    return UsageError("mapping_wrong", reason=reason, file=file, line=line)


def _export(file: Path, text: dict[str, Any], content: str) -> KeptExport:
    try:
        columns = text.get("columns")
        if not isinstance(columns, list) or not all(isinstance(one, str) for one in columns):
            raise ValueError("columns: a list of the names in the header is needed")
        base = text.get("base")
        if base is not None and base not in {one.name for one in layouts()}:
            raise ValueError(f"base: {base!r} is no layout of CRRI")
        whole = whole_text(text)
        return KeptExport(tuple(columns), text, whole, made_of(whole, base), base)
    except (TypeError, ValueError, AttributeError) as error:
        raise _wrong(file, str(error), content) from error


def whole_text(text: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of the layout that the keys of an export make, on top of its base.

    Raises `ValueError` for answers that are none.
    """
    whole: dict[str, Any] = {}
    if text.get("base"):
        whole = text_of(text["base"])
    own = {key: value for key, value in text.items() if key not in _KEYS}
    # An empty text takes away what the base has.
    whole |= own
    whole = {key: value for key, value in whole.items() if value != ""}
    words = text.get("words", {})
    if not isinstance(words, dict):
        raise ValueError("words: WORD = CLASS is needed")
    for word, given in words.items():
        if given not in get_args(StatusClass):
            choices = ", ".join(get_args(StatusClass))
            raise ValueError(f"words: {given!r} is none of {choices}")
        whole = with_word(whole, word, given)
    return whole


def with_word(whole: Mapping[str, Any], word: str, given: str, column: str = "") -> dict[str, Any]:
    """The keys of a layout with a status word of this class, in the rules that know words.

    Where a `column` is named, in the rule of that one alone. Raises `ValueError` where the layout
    has no column of status words.
    """
    word = word.strip().lower() or BLANK
    rules = [dict(rule) for rule in whole.get("status", ())]
    of_words = [rule for rule in rules if "filled" not in rule]
    if not of_words:
        raise ValueError("status: no column with status words is mapped")
    classes = get_args(StatusClass)
    own = [rule for rule in of_words if rule["column"] == column]
    knowing = own or [r for r in of_words if any(word in r.get(c, ()) for c in classes)]
    knowing = knowing or of_words[-1:]
    for rule in knowing:
        for one in classes:
            if word in rule.get(one, ()):
                rule[one] = [other for other in rule[one] if other != word]
                if not rule[one]:
                    del rule[one]
        rule[given] = [*rule.get(given, ()), word]
    return {**whole, "status": rules}


def made_of(whole: Mapping[str, Any], base: str | None) -> Layout:
    """The layout of these keys; its `identity` is a hash of them. Raises `ValueError`."""
    text = {key: value for key, value in whole.items() if key != "recognise"}
    seen = layout_of(base or MAPPED, {**text, "recognise": sorted(_named(text))}, "")
    goods = seen.amounts.get("goods") or seen.amounts.get("item_goods")
    needed = (seen.order, *seen.time, *(goods.columns if goods is not None else ()))
    # What a shipped layout names beyond them, not every export of that shop has.
    columns = dict.fromkeys((*whole["recognise"], *needed) if base else (*needed, *seen.kinds))
    told = json.dumps(text, sort_keys=True, ensure_ascii=False)
    identity = hashlib.sha256(told.encode()).hexdigest()
    text["recognise"] = list(columns)
    return layout_of(base or MAPPED, text, identity)


def _named(text: Mapping[str, Any]) -> set[str]:
    """All words that may name a column, for a layout that is only looked at."""
    told = [text.get(key) for key in ("order", "time", "goods", "item_goods")]
    return {word for one in told if isinstance(one, str) for word in re.findall(r"[^\s*+-]+", one)}
