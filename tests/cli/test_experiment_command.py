"""`crri experiment`: what it takes, who gets what, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli.main import main
from crri_gui.contract import NAMED_SEGMENTS
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.experiment import Selection, customers_of
from crri_gui.errors import ExitCode, UsageError
from tests.dashboard_shop import opened, small_shop
from tests.effort import exhaustive
from tests.shops import Shop, read_csv

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven orders of four customers: see `small_shop`."""
    return small_shop().write(tmp_path_factory.mktemp("experiment") / "raw")


def experiment(what: str, *arguments: object) -> int:
    return main(["experiment", what, "--quiet", *map(str, arguments)])


def told(capsys: Captured, what: str, *arguments: object) -> Any:
    assert experiment(what, "--json", *arguments) == ExitCode.DONE
    return json.loads(capsys.readouterr().out)


def test_how_many_customers_it_takes(capsys: Captured) -> None:
    assert experiment("size", "--rate", "3.1", "--target", "3.5%") == ExitCode.DONE
    assert capsys.readouterr().out == (
        "3.1 % against 3.5 % takes 31,308 customers in each arm (80 % power, 95 % confidence).\n"
    )
    found = told(capsys, "size", "--rate", 3.1, "--target", 3.5, "--power", 90)
    assert (found["per_arm"], found["power"], found["days_to_fill"]) == (41_911, 90, None)


def test_what_so_many_customers_can_show(capsys: Captured) -> None:
    assert experiment("size", "--rate", "3.1", "--per-arm", 31_308) == ExitCode.DONE
    assert capsys.readouterr().out == (
        "With 31,308 customers in each arm, 3.1 % can be told from 3.5 % and more "
        "(80 % power, 95 % confidence).\n"
    )
    assert experiment("size", "--rate", "50", "--per-arm", 3) == ExitCode.DONE
    assert "no rate can be told from 50 %" in capsys.readouterr().out


def test_the_shop_says_its_rate_and_how_soon_arms_fill(raw: Path, capsys: Captured) -> None:
    # Within 90 days and so long before 30 April (30 January): u1 alone was there, and came back.
    assert experiment("size", "--input-dir", raw, "--target", 50, "--rate", 20) == ExitCode.DONE
    text = capsys.readouterr().out
    # From 1 February on u2, u3 and u4 ordered: 2 x 39 arms of three customers in 90 days.
    assert text.splitlines()[1] == (
        "In the last 90 days, 3 different customers ordered: both arms are full after about 2,340 "
        "days."
    )
    # All of one customer is no rate to begin with.
    assert experiment("size", "--input-dir", raw, "--target", 50) == ExitCode.USAGE
    assert "100 % of its customers bought again within 90 days" in capsys.readouterr().err
    assert experiment("size", "--target", 50) == ExitCode.USAGE
    assert "Give it as --rate, or the raw files as --input-dir." in capsys.readouterr().err


def test_an_assignment_is_the_same_for_the_same_seed(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    files = [tmp_path / f"{name}.csv" for name in ("first", "again")]
    for file in files:
        assert experiment("assign", "--input-dir", raw, "--output", file, "--seed", 3) == 0
    assert files[0].read_bytes() == files[1].read_bytes()
    rows = read_csv(files[0])
    assert [row["customer_unique_id"] for row in rows] == ["u1", "u2", "u3", "u4"]
    assert sorted(row["arm"] for row in rows) == ["control"] * 2 + ["treatment"] * 2
    assert "2 customers get the treatment, 2 are the control (seed 3)" in capsys.readouterr().out
    # It may be of an experiment that is running.
    before = files[0].read_bytes()
    assert experiment("assign", "--input-dir", raw, "--output", files[0]) == ExitCode.USAGE
    assert "may be the assignment of an experiment that is running" in capsys.readouterr().err
    assert files[0].read_bytes() == before


@exhaustive
def test_customers_of_a_selection_are_assigned(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    with opened(raw) as results, results.database(RunContext()) as db:
        for selection, customers in (
            (Selection(), ["u1", "u2", "u3", "u4"]),
            (Selection(months=("2020-02", "2020-02")), ["u2", "u3", "u4"]),
            (Selection(states=("SP",)), ["u1", "u3", "u4"]),
            (Selection(states=("SP",), months=("2020-01", "2020-01")), ["u1"]),
            # In one of the named segments, or in a value segment: see test_rfm_customers.py.
            (Selection(("High Value", "Mid Value", "Low Value")), ["u1", "u2", "u3", "u4"]),
            (Selection(tuple(NAMED_SEGMENTS)), ["u1", "u2", "u3", "u4"]),
        ):
            assert sorted(customers_of(db, selection)) == customers
        for selection, words in (
            (Selection(("Best",)), "No counted order has segment 'Best'"),
            (Selection(states=("XX",)), "No counted order has customer_state 'XX'"),
        ):
            with pytest.raises(UsageError, match=words):
                customers_of(db, selection)
        one, other = (customers_of(db, Selection((s,))) for s in ("Mid Value", "Low Value"))
        assert not {*one} & {*other}
    file = tmp_path / "arms.csv"
    asked = ("--input-dir", raw, "--output", file)
    assert experiment("assign", *asked, "--state", "RJ") == ExitCode.USAGE
    assert "1 customer is selected; two arms take two at least" in capsys.readouterr().err
    assert experiment("assign", *asked, "--month", "May") == ExitCode.USAGE
    assert "'May' is not a month" in capsys.readouterr().err and not file.exists()
    assert experiment("assign", *asked, "--month", "2020-01..2020-02", "--per-arm", 1) == 0
    assert len(read_csv(file)) == 2


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A shop of 200 customers who first bought in January, and who of them got the treatment.

    From 1 February on 56 of 70 treated and 48 of 80 others bought, some of them twice.
    """
    tmp_path = tmp_path_factory.mktemp("running")
    shop, lines = Shop(), ["customer_unique_id,arm"]
    for number in range(150):
        arm, place = ("treatment", number) if number < 70 else ("control", number - 70)
        who = f"u{number:03}"
        lines.append(f"{who},{arm}")
        shop.add(f"a{number}", who, "2020-01-10", "5.00")
        if place < (56 if arm == "treatment" else 48):
            shop.add(f"b{number}", who, "2020-02-01" if place else "2020-02-29", "5.00")
        if place < 5:
            shop.add(f"c{number}", who, "2020-02-20", "5.00")
    shop.add("late", "u149", "2020-03-01", "5.00")
    shop.add("last", "x", "2020-03-31", "5.00")
    file = tmp_path / "arms.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return shop.write(tmp_path / "raw"), file


def test_what_came_of_an_experiment(running: tuple[Path, Path], capsys: Captured) -> None:
    raw, file = running
    asked = ("--input-dir", raw, "--assignment", file, "--from", "2020-02-01")
    assert experiment("result", *asked, "--to", "2020-02-29") == ExitCode.DONE
    # Newcombe's own example: 56 of 70 against 48 of 80 differ by 0.0524 to 0.3339.
    assert capsys.readouterr().out == (
        "80.00% of the treated customers bought, 60.00% of the others: a difference of +20.00 "
        "points, between +5.24 and +33.39 (95 % confidence).\n"
        "56 of 70 treated customers bought from 2020-02-01 to 2020-02-29, 48 of 80 others.\n"
    )
    # Without a last day the order of March counts too.
    found = told(capsys, "result", *asked)
    assert (found["to"], found["control"]) == ("2020-03-31", {"customers": 80, "buyers": 49})
    assert found["treatment"] == {"customers": 70, "buyers": 56} and found["shown"] is True
    found = told(capsys, "result", *asked, "--to", "2020-02-01", "--confidence", "99.9999")
    assert found["shown"] is False and "No difference is shown" in found["said"][0]


def test_customers_whom_the_data_does_not_know_did_not_buy(
    running: tuple[Path, Path], tmp_path: Path, capsys: Captured
) -> None:
    raw, before = running
    file = tmp_path / "arms.csv"
    file.write_text(before.read_text() + "stranger,control\n'=evil,treatment\n")
    found = told(capsys, "result", "--input-dir", raw, "--assignment", file, "--from", "2020-02-01")
    assert found["unknown"] == 2 and found["control"]["customers"] == 81
    assert "2 of the assigned customers have no counted order" in found["said"][2]


def test_an_assignment_that_cannot_be_read_is_refused_with_its_line(
    tmp_path: Path, raw: Path, capsys: Captured
) -> None:
    head = "customer_unique_id,arm\n"
    # Before anything of the shop is read.
    for text, words in (
        ("", "has no columns customer_unique_id, arm"),
        ("customer,arm\n", "has no columns customer_unique_id, arm"),
        (f"{head}u1,treated\n", "'treated' is no arm. "),
        (f"{head}u1\n", "too few cells"),
        (f"{head}u1,control\n\nu1,treatment\n", "'u1' is assigned twice"),
        (f"{head}u1,control\n", "Nobody is assigned to treatment"),
        (f"{head}u1,\xff\n", "cannot be read"),
    ):
        file = tmp_path / "arms.csv"
        file.write_bytes(text.encode("latin-1"))
        asked = ("--input-dir", raw, "--assignment", file, "--from", "2020-02-01")
        assert experiment("result", *asked) == ExitCode.INPUT
        told = capsys.readouterr().err
        assert words.strip() in told and "arms.csv" in told
        if "twice" in words:
            assert "line 4" in told
    missing = ("--input-dir", raw, "--assignment", tmp_path / "none.csv", "--from", "2020-02-01")
    assert experiment("result", *missing) == ExitCode.INPUT


def test_days_that_the_data_does_not_reach_are_refused(
    running: tuple[Path, Path], capsys: Captured
) -> None:
    raw, file = running
    asked = ("--input-dir", raw, "--assignment", file)
    for days, words in (
        (("--from", "2020-02-01", "--to", "2020-05-01"), "ends on 2020-03-31, before 2020-05-01"),
        (("--from", "2020-02-02", "--to", "2020-02-01"), "is before the first"),
        (("--from", "today"), "'today' is not a date"),
        ((), "crri experiment result takes --from"),
    ):
        assert experiment("result", *asked, *days) == ExitCode.USAGE
        assert words in capsys.readouterr().err


def test_options_of_another_kind_are_refused(raw: Path, capsys: Captured) -> None:
    for what, arguments, words in (
        ("size", ("--rate", 3, "--target", 3), "Both rates are 3 %"),
        ("size", ("--rate", 3), "takes one of --target and --per-arm"),
        ("size", ("--rate", 3, "--target", 4, "--seed", 1), "--seed says nothing of"),
        ("size", ("--rate", 0, "--target", 4), "'0' is no percentage between 0 and 100"),
        ("assign", ("--output", "x.csv"), "crri experiment assign takes --input-dir"),
        ("assign", ("--input-dir", raw), "crri experiment assign takes --output"),
        ("assign", ("--input-dir", raw, "--output", "x", "--from", "2020-01-01"), "--from says"),
        ("result", ("--input-dir", raw, "--per-arm", 3), "--per-arm says nothing of"),
        ("result", ("--input-dir", raw, "--from", "2020-01-01"), "takes --assignment"),
    ):
        assert experiment(what, *arguments) == ExitCode.USAGE
        assert words in capsys.readouterr().err


@exhaustive
def test_pseudonyms_of_an_assignment_are_those_of_the_result(
    tmp_path: Path, capsys: Captured
) -> None:
    lines = [
        "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
        "Lineitem quantity,Cancelled at,Refunded Amount,Payment Method,Shipping Province"
    ]
    for number in range(10):
        for month in ("01", "02") if number < 4 else ("01",):
            lines.append(
                f"#{number}{month},mail{number}@x.example,paid,USD,30.00,5.00,2.00,37.00,"
                f"2024-{month}-03,1,,0.00,card,SP"
            )
    raw, file = tmp_path / "raw", tmp_path / "arms.csv"
    raw.mkdir()
    (raw / "orders_export.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert experiment("assign", "--input-dir", raw, "--output", file) == ExitCode.DONE
    assert "@" not in file.read_text(encoding="utf-8")
    capsys.readouterr()
    found = told(capsys, "result", "--input-dir", raw, "--assignment", file, "--from", "2024-02-01")
    assert found["unknown"] == 0
    assert found["treatment"]["buyers"] + found["control"]["buyers"] == 4
