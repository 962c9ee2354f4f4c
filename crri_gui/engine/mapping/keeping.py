"""crri.toml written: the mapping of an export, with those of others that the file holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crri_gui.engine.core import durable
from crri_gui.engine.layouts.kept import Kept, read_kept, with_word
from crri_gui.engine.layouts.shipped import text_of
from crri_gui.engine.mapping.draft import Draft
from crri_gui.engine.mapping.export import Export
from crri_gui.engine.mapping.fields import STATUS_CLASSES
from crri_gui.errors import OutputError

_HEAD = """\
# How CRRI reads the exports in this folder. `crri map` writes it; it may be edited.
# Each export is known by the columns of its header, not by the name of its file.
"""
_ORDER = (
    *("columns", "base", "title", "order", "order_fields", "item", "time", "date_order", "utc"),
    *("zone", "customer", "persons", "goods", "item_goods", "goods_include", "shipping"),
    *("item_shipping", "tax", "item_tax", "paid", "item_paid", "refund", "state", "payment_type"),
    *("currency", "only_currencies", "trailer"),
)


def keep(export: Export, draft: Draft, file: Path | None = None) -> Path:
    """Write the draft into crri.toml (or into `file`); the path of what was written.

    Exports of other columns that the file holds stay. Raises `UsageError` where required fields
    are missing, or the file holds what is no mapping; `OutputError` where it cannot be written.
    """
    draft.layout()
    path = file or export.mapping_file
    before = read_kept(path)
    text = written(export, draft, before)
    try:
        durable.write(path, text.encode(), via=path.with_name(f".{path.name}.new"))
    except OSError as error:
        raise OutputError("mapping_not_written", reason=error.strerror, file=path) from error
    return path


def written(export: Export, draft: Draft, before: Kept = Kept()) -> str:  # noqa: B008 - frozen
    """The text of the file with this draft and the exports that were kept `before`."""
    columns = [column.key for column in export.columns if column.key]
    same = before.of(columns)
    texts = [one.text for one in before.exports if one is not same]
    texts.append({"columns": columns, **_own(draft)})
    return "\n".join([_HEAD, *(map(_table, texts))])


def _own(draft: Draft) -> dict[str, Any]:
    """The keys of a draft that its base has not, or has otherwise."""
    text = {key: value for key, value in draft.text.items() if key != "recognise"}
    if draft.base is None:
        return text
    base = text_of(draft.base)
    own: dict[str, Any] = {"base": draft.base}
    if "status" in base and base["status"] != text.get("status"):
        words = _other_words(base, text)
        if words is not None:
            own["words"] = words
            text["status"] = base["status"]
    own |= {key: value for key, value in text.items() if base.get(key) != value}
    own |= {key: "" for key in base if key not in text and key != "recognise"}
    return own


def _other_words(base: Mapping[str, Any], text: Mapping[str, Any]) -> dict[str, str] | None:
    """The words whose class differs, where that is all that differs between the rules."""

    def classes(rules: Any) -> dict[str, str]:
        return {word: one for rule in rules for one in STATUS_CLASSES for word in rule.get(one, ())}

    before, now = classes(base["status"]), classes(text.get("status", ()))
    words = {word: one for word, one in now.items() if before.get(word) != one}
    made: Mapping[str, Any] = base
    try:
        for word, one in words.items():
            made = with_word(made, word, one)
    except ValueError:
        return None
    return words if made["status"] == text.get("status") else None


def _table(text: Mapping[str, Any]) -> str:
    lines = ["[[export]]"]
    known = [key for key in _ORDER if key in text]
    further = sorted(key for key in text if key not in _ORDER and not _nested(text[key]))
    for key in (*known, *further):
        lines.append(f"{key} = {_value(text[key])}")
    for key in sorted(key for key in text if _nested(text[key])):
        value = text[key]
        if isinstance(value, Mapping):
            lines += ["", f"[export.{key}]", *_pairs(value)]
        else:
            for one in value:
                lines += ["", f"[[export.{key}]]", *_pairs(one)]
    return "\n".join([*lines, ""])


def _nested(value: Any) -> bool:
    listed = isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)
    return isinstance(value, Mapping) or listed


def _pairs(values: Mapping[str, Any]) -> list[str]:
    return [f"{_key(key)} = {_value(value)}" for key, value in values.items()]


def _key(key: str) -> str:
    bare = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(_pairs(value))} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    # What JSON writes of texts, numbers and truth is TOML too, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
