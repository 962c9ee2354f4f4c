"""Whether anything is odd in a table that was just read, asked in one scan; most have nothing.

A screen may let too much through to the exact statements, never too little.
"""

from __future__ import annotations

from collections.abc import Sequence

from crri_gui.engine.ingest.key_forms import ends_in_zero, suspicious_key
from crri_gui.engine.ingest.loading import Loading
from crri_gui.engine.ingest.unusable import SPAN, is_too_long
from crri_gui.engine.values.cleaning import may_need_cleaning

# What places each kind of number may have; more of them need the text.
_PLACES = {"money": 2, "quantity": 0, "integer": 0, "score": 0}
# The ids that programs make by themselves, and how many rows tell that a column has them.
_HASH = "[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_HEAD = 1_000


def screened(loader: Loading) -> dict[str, int]:
    """How many rows of the table are odd in which way.

    "fractions" have numbers with too many places, "early" years that may have two digits,
    "blank" nothing in any used column, "unlikely" are at least the rows that `refuse_unusable`
    would refuse of a typed table, "long" texts that are none; of each key the counts of `odd_keys`.
    """
    fractions, unlikely, early = ["false"], ["false"], ["false"]
    for column in loader.present:
        name = column.name
        if column.kind in _PLACES:
            fractions.append(f"{name} <> round({name}, {_PLACES[column.kind]})")
        if column.filled or column.kind == "key":
            unlikely.append(f"{name} IS NULL")
        if column.kind == "score":
            unlikely.append(f"{name} NOT BETWEEN 1 AND 5")
        elif column.kind == "time":
            unlikely.append(f"{name} NOT BETWEEN {SPAN}")
            early.append(f"{name} < DATE '0100-01-01'")
    conditions = {
        "early": " OR ".join(early),
        "fractions": " OR ".join(fractions),
        "unlikely": " OR ".join(unlikely),
        "blank": " AND ".join(f"{column.name} IS NULL" for column in loader.present),
    }
    keys = [column.name for column in loader.present if column.kind == "key"]
    hashes = _hashes(loader, keys)
    others = [key for key in keys if key not in hashes]
    texts = others + [column.name for column in loader.present if column.kind == "text"]
    conditions["long"] = " OR ".join(["false", *map(is_too_long, texts)])
    odd = loader.count(conditions | _of_keys(others))
    return odd | {name: 0 for key in hashes for name in _of_keys([key])}


def odd_keys(loader: Loading, keys: Sequence[str]) -> dict[str, int]:
    """Of each key: how many are "unclean KEY", "odd KEY" or "cut KEY".

    Unclean ones may have blanks, invisible characters or quotation marks around them, odd ones
    look like a word for a missing value or a number of a spreadsheet, and cut ones have more
    than fifteen digits and end in 0.
    """
    return loader.count(_of_keys(keys))


def _of_keys(keys: Sequence[str]) -> dict[str, str]:
    conditions = {}
    for key in keys:
        conditions[f"unclean {key}"] = may_need_cleaning(key)
        conditions[f"odd {key}"] = suspicious_key(key)
        conditions[f"cut {key}"] = ends_in_zero(key)
    return conditions


def _hashes(loader: Loading, keys: Sequence[str]) -> list[str]:
    """The keys that are hashes from the first row to the last.

    The first rows say so, and all have the length of these: whatever is cleaned of a key makes
    it shorter, so that nothing which comes of cleaning could be one of them.
    """
    if not keys:
        return []
    told = ", ".join(f"bool_and(regexp_full_match({key}, '{_HASH}'))" for key in keys)
    [row] = loader.db.rows(
        f"SELECT {told} FROM (SELECT {', '.join(keys)} FROM {loader.into} LIMIT {_HEAD})",
    )
    likely = [key for key, all_are in zip(keys, row, strict=True) if all_are]
    if not likely:
        return []
    lengths = ", ".join(f"min(strlen({key})), max(strlen({key}))" for key in likely)
    [row] = loader.db.rows(f"SELECT {lengths} FROM {loader.into}")
    return [key for key, low, high in zip(likely, row[::2], row[1::2], strict=True) if low == high]
