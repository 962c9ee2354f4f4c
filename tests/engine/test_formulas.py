"""Text that a spreadsheet would run: one rule, the same in Python and in the engine."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from crri_gui.engine.core.formula_text import guarded, is_risky, risky_sql
from tests.shops import Shop, publish_shop

RISKY = [
    *(f"{sign}1" for sign in "=+-@\uff1d\uff0b\uff0d\uff20"),
    *(f"{blank}=1+1" for blank in " \t\n\r\x0b\x0c\xa0\u2003\u3000\u200b\ufeff"),
    "  \xa0\t @sum",
    " \uff1dHYPERLINK(1)",
    "\ttext",
    "\rtext",
    "=",
]
PLAIN = [
    "",
    " ",
    "a=1",
    "1-2",
    " text",
    "\xa0text",
    "Sao Paulo",
    "é=",
    "'=1",
    "\uff11",
    "_=",
    "[=]",
]


@pytest.mark.parametrize("text", [*RISKY, *PLAIN], ids=ascii)
def test_python_and_the_engine_say_the_same(text: str) -> None:
    risky = text in RISKY
    assert is_risky(text) == risky
    assert guarded(text) == (f"'{text}" if risky else text)
    con = duckdb.connect()
    con.execute("CREATE TABLE t AS SELECT $text::VARCHAR AS x", {"text": text})
    assert con.execute(f"SELECT {risky_sql('x')} FROM t").fetchall() == [(risky,)]


def test_the_outputs_have_the_apostrophe(tmp_path: Path) -> None:
    """A full-width sign, and one behind a blank within quotes: both stay text."""
    shop = Shop().add("o1", "u1", "2020-01-05", 10, paid=[("\uff1dcmd|x", 10)])
    shop.add("o2", "\uff0bu2", "2020-01-06", 20)
    published = publish_shop(shop, tmp_path)
    orders = published.by("master_orders", "order_id")
    assert orders["o1"]["payment_type"] == "'\uff1dcmd|x"
    assert orders["o2"]["customer_unique_id"] == "'\uff0bu2"
    assert "formula_text" in published.codes


def test_the_rejects_have_the_apostrophe(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(200):
        shop.add(f"o{number}", f"u{number}", "2020-01-05", 10)
    shop.order_items.append(("o1", 2, " =1+1", 0))
    published = publish_shop(shop, tmp_path)
    with (published.folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        (reject,) = csv.DictReader(file)
    assert reject["value"].startswith("'")
