"""Payments against price + freight: single orders that are far apart, and files that are."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.query.browse import View, open_grid, page
from crri_gui.engine.results import Results, open_results
from tests.shops import Shop, publish

_FAR = "order_far_from_payment"


def shop() -> Shop:
    """60 orders of 60.00 and 10.00 of freight, of which three have what is usual."""
    made = Shop()
    for number in range(57):
        made.add(f"o{number:02}", f"u{number}", "2020-05-04", "60.00", freight="10.00")
    made.add("instalments", "u57", "2020-05-04", "60.00", freight="10.00", paid=[("card", "87.50")])
    made.add("rounding", "u58", "2020-05-04", "60.00", freight="10.00", paid=[("card", "69.99")])
    made.add("coupon", "u59", "2020-05-04", "60.00", freight="10.00", paid=[("voucher", "36.00")])
    return made


def found(data: Shop, folder: Path, request: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    manifest = publish(data.write(folder / "raw"), folder / "out", request).manifest
    codes = (_FAR, "payments_differ", "order_share")
    return [one for one in manifest["findings"] if one["code"] in codes]


def test_an_amount_typed_ten_or_a_hundred_times_wrong_names_its_order(tmp_path: Path) -> None:
    assert found(shop(), tmp_path / "usual") == []
    for folder, price, goods, gap in (
        ("ten", "670.00", "688.35", "603.00"),
        ("hundred", "6700.00", "6,718.35", "6633.00"),
        ("tenth", "6.70", "25.05", "60.30"),
    ):
        data = shop().add("x", "u", "2020-05-04", price, freight="18.35", paid=[("card", "85.35")])
        [told] = found(data, tmp_path / folder)
        assert (told["code"], told["severity"], told["count"]) == (_FAR, "warning", 1)
        expected = f"Order 'x' was paid 85.35, but its items with freight are {goods}."
        assert told["message"] == expected
        assert (told["examples"], float(told["money"])) == (["x"], float(gap))
        assert "ten or a hundred times" in told["remedy"]


def test_several_are_one_finding_with_the_worst_first(tmp_path: Path) -> None:
    data = shop().add("x", "u", "2020-05-04", "600.00", paid=[("card", "60.00")])
    data.add("y", "u", "2020-05-04", "10.00", paid=[("card", "1000.00")])
    [told] = found(data, tmp_path)
    assert (told["code"], told["count"], told["examples"]) == (_FAR, 2, ["y", "x"])
    assert "they differ by 1,530.00" in told["message"]
    assert "'y': paid 1,000.00, items with freight 10.00" in told["message"]


def test_what_other_findings_tell_or_what_is_little_is_not_told(tmp_path: Path) -> None:
    data = shop().add("trifle", "u", "2020-05-04", "4.00", paid=[("card", "1.00")])
    data.add("unpaid", "u", "2020-05-04", "600.00", paid=[])
    data.add("free", "u", "2020-05-04", "600.00", paid=[("voucher", "0.00")])
    data.add("canceled", "u", "2020-05-04", "600.00", paid=[("card", "6.00")], status="canceled")
    # The other item of this order is rejected, and that is told.
    data.add("rejected", "u", "2020-05-04", "60.00", paid=[("card", "660.00")])
    data.order_items.append(("rejected", 2, "sixty", "0.00"))
    lenient = {"max_rejected_rows": 1.0, "max_rejected_money": 1.0}
    assert _FAR not in {one["code"] for one in found(data, tmp_path, lenient)}


def test_amounts_that_are_all_doubled_are_one_cause(tmp_path: Path) -> None:
    data = shop()
    data.order_items += [(order, 2, *rest) for order, _, *rest in data.order_items]
    assert [one["code"] for one in found(data, tmp_path)] == ["payments_differ"]


def test_rows_behind_are_sorted_by_the_difference_they_show(tmp_path: Path) -> None:
    data = shop().add("x", "u", "2020-05-04", "600.00", paid=[("card", "60.00")])
    data.add("y", "u", "2020-05-04", "10.00", paid=[("card", "1000.00")])

    def shown(results: Results, rows: str) -> list[tuple[str, str]]:
        table = results.show_rows(RunContext(), rows)
        with results.database(RunContext()) as db:
            grid = open_grid(db, View(table))
            assert [field.name for field in grid.fields][:2] == ["order_id", "difference"]
            columns = ("order_id", "difference")
            return [(a, str(b)) for a, b in page(db.con, grid, 0, 9, columns)]

    with closing(open_results(RunContext(), Request(data.write(tmp_path / "raw")))) as results:
        report = results.data.report
        [finding] = [one for one in report.findings if one.code == _FAR]
        assert shown(results, finding.rows) == [("y", "990.00"), ("x", "-540.00")]
        [statement] = [one for one in report.statements if one.code == "payments"]
        line = statement.lines[-1]
        assert line.label == "5 orders where the two differ: 1,007.50 more, 574.01 less"
        assert str(line.amount) == "433.49"
        assert shown(results, line.rows) == [
            *(("y", "990.00"), ("x", "-540.00"), ("coupon", "-34.00")),
            *(("instalments", "17.50"), ("rounding", "-0.01")),
        ]
