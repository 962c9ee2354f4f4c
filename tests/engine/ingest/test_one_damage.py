"""One damaged place anywhere in a large shop: the published revenue is right, or the difference
is told with its amount, or nothing is published.

`CRRI_DAMAGES=500 pytest tests/engine/ingest/test_one_damage.py` tries more places than a test run.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crri_gui.errors import CrriError
from crri_gui.sample.shop import make_shop
from tests.effort import damages
from tests.shops import FILES, Published, publish

pytestmark = pytest.mark.long

ORDERS = 6_000  # 20,000 lines and more, beyond every buffer of the reader
LINE = re.compile(rb"[^\n]*\n")


def insert(what: bytes) -> Callable[[bytes, int], bytes]:
    return lambda data, at: data[:at] + what + data[at:]


def without(what: bytes) -> Callable[[bytes, int], bytes]:
    """Take away the next one behind the place."""

    def damaged(data: bytes, at: int) -> bytes:
        found = data.find(what, at)
        return data if found < 0 else data[:found] + data[found + len(what) :]

    return damaged


def instead_of(pattern: bytes, what: bytes) -> Callable[[bytes, int], bytes]:
    """Put `what` in the place of the next match behind the place."""
    compiled = re.compile(pattern)

    def damaged(data: bytes, at: int) -> bytes:
        found = compiled.search(data, at)
        return data if found is None else data[: found.start()] + what + data[found.end() :]

    return damaged


def opened(data: bytes, at: int) -> bytes:
    """A quotation mark behind the next delimiter, where a field begins."""
    found = data.find(b",", at)
    return data if found < 0 else data[: found + 1] + b'"' + data[found + 1 :]


def line_again(data: bytes, at: int) -> bytes:
    """The next whole line once more."""
    begin = data.find(b"\n", at) + 1
    line = LINE.match(data, begin)
    return data[:begin] + (line[0] if line else b"") + data[begin:]


def line_gone_half(data: bytes, at: int) -> bytes:
    """The rest of the line is cut off."""
    end = data.find(b"\n", at)
    return data if end < 0 else data[:at] + data[end:]


DAMAGES: dict[str, Callable[[bytes, int], bytes]] = {
    "a quotation mark": insert(b'"'),
    "a quotation mark where a field begins": opened,
    "a delimiter": insert(b","),
    "a line end": insert(b"\n"),
    "a carriage return": insert(b"\r"),
    "a NUL": insert(b"\0"),
    "a byte that is no UTF-8": insert(b"\xff"),
    "a no-break space": insert("\u00a0".encode()),
    "a zero-width space": insert("\u200b".encode()),
    "a delimiter less": without(b","),
    "a line end less": without(b"\n"),
    "a quotation mark less": without(b'"'),
    "a word for a missing value": instead_of(rb"(?<=,)[^,\n\"]+(?=[,\n])", b"#N/A"),
    "an amount in another form": instead_of(rb"(?<=,)\d+\.\d\d(?=[,\n])", b"1 890.00"),
    "no amount": instead_of(rb"(?<=,)\d+\.\d\d(?=[,\n])", b"12.3.4"),
    "an id in capitals": instead_of(rb"[0-9a-f]{32}", b"ABCDEF0123456789ABCDEF0123456789"),
    "a line twice": line_again,
    "half a line": line_gone_half,
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Decimal]:
    """The raw files, and the revenue of the clean shop."""
    raw = tmp_path_factory.mktemp("clean")
    make_shop(raw, ORDERS, 11)
    lines = sum((raw / name).read_bytes().count(b"\n") for name in FILES.values())
    assert lines > 20_000
    return raw, revenue(publish(raw, raw / "out"))


def revenue(published: Published) -> Decimal:
    return sum((Decimal(row["revenue"]) for row in published["monthly_revenue"]), Decimal(0))


def told(published: Published) -> tuple[Decimal, bool]:
    """The item money that did not become revenue, and whether some of it is unknown."""
    statements = {s["code"]: s for s in published.manifest["reconciliation"]}
    lines = [line for line in statements["prices"]["lines"] if line["label"] != "counted orders"]
    unknown = any(line["amount"] is None for line in lines)
    return sum((Decimal(line["amount"] or 0) for line in lines), Decimal(0)), unknown


@damages(5)
@given(
    table=st.sampled_from(sorted(FILES)),
    kind=st.sampled_from(sorted(DAMAGES)),
    place=st.floats(0.01, 0.99),
)
def test_one_damage_never_changes_the_revenue_in_silence(
    shop: tuple[Path, Decimal], table: str, kind: str, place: float
) -> None:
    raw, right = shop
    left_out, _ = told_of_clean(raw)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file in FILES.values():
            shutil.copy(raw / file, folder / file)
        damaged = folder / FILES[table]
        data = damaged.read_bytes()
        damaged.write_bytes(DAMAGES[kind](data, int(len(data) * place)))
        try:
            published = publish(folder, folder / "out")
        except CrriError as refusal:
            assert refusal.what
            assert not (folder / "out" / "monthly_revenue.csv").exists()
            return
        more, unknown = told(published)
        # An amount that another one was put in place of, in a form that is read, is that amount.
        replaced = amount_read(damaged.read_bytes(), data) if kind.endswith("another form") else 0
        difference = right + replaced - revenue(published)
        assert unknown or difference == more - left_out, (kind, table, published.codes)


def told_of_clean(raw: Path) -> tuple[Decimal, bool]:
    import json

    manifest = json.loads((raw / "out" / "manifest.json").read_text("utf-8"))
    return told(Published(raw / "out", manifest))


def amount_read(now: bytes, before: bytes) -> Decimal:
    """By how much 1 890.00 raised the items' total; 0 where it stands in another column."""
    for new, old in zip(now.splitlines(), before.splitlines(), strict=True):
        if new != old:
            values, former = (line.decode().split(",") for line in (new, old))
            if len(values) == 7 and values[5] == "1 890.00":
                return Decimal("1890.00") - Decimal(former[5])
    return Decimal(0)
