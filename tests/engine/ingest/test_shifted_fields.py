"""A comma within an amount that is not quoted never moves values into other columns in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crri_gui.engine.core.findings import Finding
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.report import InputRefused
from crri_gui.engine.run import examine_only
from tests.effort import one_in
from tests.shops import FILES, Shop, publish

pytestmark = pytest.mark.long


def shop() -> Shop:
    result = Shop()
    for number in range(30):
        price, freight = f"{58 + number}.{90 - 3 * number:02}", f"{13 + number}.29"
        result.add(f"o{number}", f"u{number}", "2017-03-20", price, freight=freight, score=3)
    return result


def damaged(folder: Path, table: str, change: Callable[[int, str], str]) -> Path:
    """The shop with the lines of a table changed; the header is line 0."""
    raw = shop().write(folder)
    file = raw / FILES[table]
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text(
        "\n".join(change(number, line) for number, line in enumerate(lines)) + "\n",
        encoding="utf-8",
    )
    return raw


def errors(raw: Path) -> list[Finding]:
    with pytest.raises(InputRefused) as refused:
        publish(raw, raw.parent / "out")
    report = examine_only(RunContext(), Request(raw))
    assert report.errors[0] == refused.value.findings[0]
    return report.errors


def amounts(line: str) -> tuple[str, str, str]:
    start, price, freight = line.rsplit(",", 2)
    return start, price, freight


def price_alone(number: int, line: str) -> str:
    start, price, freight = amounts(line)
    return f"{line}," if not number else f"{start},{price.replace('.', ',')},{freight[:2]}"


def freight_alone(number: int, line: str) -> str:
    start, price, freight = amounts(line)
    return f"{line}," if not number else f"{start},{price[:2]},{freight.replace('.', ',')}"


def both(number: int, line: str) -> str:
    return f"{line},," if not number else line.replace(".", ",")


def in_every_third(number: int, line: str) -> str:
    return price_alone(number, line) if number % 3 == 0 else f"{line},"


def thousands(number: int, line: str) -> str:
    start, price, freight = amounts(line)
    return f"{start},1,{price:0>6},{freight}" if number == 3 else f"{line},"


def blank_freight(number: int, line: str) -> str:
    """The reader takes a record with one more, empty field."""
    start, price, _ = amounts(line)
    return line if not number else f"{start},{price.replace('.', ',')},"


ITEMS: dict[str, tuple[Callable[[int, str], str], int, str, int]] = {
    "price": (price_alone, 2, "58,90,13", 30),
    "freight": (freight_alone, 2, "58,13,29", 30),
    "both": (both, 2, "58,90,13,29", 30),
    "some": (in_every_third, 4, "60,84,15", 10),
    "thousands": (thousands, 4, "1,060.84,15.29", 1),
    "blank at the end": (blank_freight, 2, "58,90", 30),
}


@pytest.mark.parametrize("kind", one_in(2, ITEMS))
def test_amounts_cut_by_a_comma_are_refused_with_their_line(tmp_path: Path, kind: str) -> None:
    change, line, values, count = ITEMS[kind]
    first = errors(damaged(tmp_path / "raw", "order_items", change))[0]
    assert (first.code, first.column, first.count) == ("comma_unquoted", "price", count)
    assert f"the first on line {line}: {values}." in first.message
    assert first.file == FILES["order_items"]


def test_of_the_last_column_too(tmp_path: Path) -> None:
    def change(number: int, line: str) -> str:
        return f"{line}," if not number else line.replace(".", ",")

    first = errors(damaged(tmp_path / "raw", "order_payments", change))[0]
    assert (first.code, first.column, first.count) == ("comma_unquoted", "payment_value", 30)


def test_commas_within_texts_are_told(tmp_path: Path) -> None:
    """One state is written as "Centro, SP", and SP stands behind the last name."""

    def change(number: int, line: str) -> str:
        return f"{line.removesuffix('SP')}Centro, SP" if number == 7 else f"{line},"

    raw = damaged(tmp_path / "raw", "customers", change)
    findings = publish(raw, tmp_path / "out").manifest["findings"]
    (finding,) = [f for f in findings if f["code"] == "values_without_name"]
    assert (finding["severity"], finding["count"], finding["table"]) == ("warning", 1, "customers")
    assert "the first on line 8: ' SP'" in finding["message"]


HEALTHY: dict[str, Callable[[int, str], str]] = {
    "a delimiter behind each line": lambda number, line: f"{line},",
    "a delimiter behind each line but the header": lambda n, line: f"{line}," if n else line,
    "an index in front": lambda number, line: f"{number},{line}" if number else f",{line}",
    "whole amounts": lambda number, line: (
        line if not number else ",".join(part.partition(".")[0] for part in line.split(","))
    ),
    "quoted": lambda number, line: (
        line
        if not number
        else '{},"{}","{}"'.format(*(part.replace(".", ",") for part in amounts(line)))
    ),
}


@pytest.mark.parametrize("kind", HEALTHY)
def test_what_is_in_its_columns_is_read(tmp_path: Path, kind: str) -> None:
    raw = damaged(tmp_path / "raw", "order_items", HEALTHY[kind])
    published = publish(raw, tmp_path / "out")
    assert not {"comma_unquoted", "values_without_name"} & published.codes
    values = [row["order_value"] for row in published["master_orders"]]
    assert values[0] == ("58.00" if kind == "whole amounts" else "58.90")


def test_a_remark_without_a_heading_is_told_and_read(tmp_path: Path) -> None:
    raw = damaged(tmp_path / "raw", "order_items", lambda n, line: f"{line},{'ok' if n else ''}")
    published = publish(raw, tmp_path / "out")
    assert "values_without_name" in published.codes
    assert published["master_orders"][0]["order_value"] == "58.90"


def test_records_with_fields_too_many_name_the_comma(tmp_path: Path) -> None:
    raw = damaged(tmp_path / "raw", "order_items", lambda n, line: line.replace(".", ","))
    found = errors(raw)
    # That the rows were refused follows from it, and is not told again.
    assert [error.code for error in found] == ["comma_unquoted"]
    assert found[0].count == 30
    assert f"the first is line 2 of {FILES['order_items']}." in found[0].message


def test_one_such_record_is_a_warning(tmp_path: Path) -> None:
    """1 of 30 lines, where a tenth may be refused."""
    raw = damaged(
        tmp_path / "raw",
        "order_items",
        lambda n, line: line.replace(".", ",") if n == 3 else line,
    )
    published = publish(
        raw, tmp_path / "out", {"max_rejected_rows": 0.1, "max_rejected_money": 0.1}
    )
    (finding,) = [f for f in published.manifest["findings"] if f["code"] == "comma_unquoted"]
    assert (finding["severity"], finding["count"]) == ("warning", 1)
    assert "line 4 of" in finding["message"]


def test_records_with_fields_too_many_for_another_reason_do_not(tmp_path: Path) -> None:
    raw = damaged(tmp_path / "raw", "order_items", lambda n, line: line + (",x" if n else ""))
    assert "comma_unquoted" not in {error.code for error in errors(raw)}
