"""How many orders an export holds, said before a run: counted by their numbers, not adapted."""

from __future__ import annotations

from pathlib import Path

import pytest

from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.discover.find import find
from crri_gui.engine.mapping.trial.counting import orders_in
from crri_gui.errors import Cancelled
from tests.engine.adapt.test_adapt import PLAIN

SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Discount Amount,Shipping,Taxes,Total,"
    "Created at,Lineitem quantity,Cancelled at,Refunded Amount"
)
PAYPAL = (
    "Date,Time,Type,Status,Currency,Gross,From Email Address,Transaction ID,"
    "Reference Txn ID,Balance Impact"
)


def counted(folder: Path, *files: tuple[str, ...], kept: str = "") -> int:
    raw = folder / "raw"
    raw.mkdir()
    for number, lines in enumerate(files, 1):
        (raw / f"orders_{number}.csv").write_text("\n".join((*lines, "")), encoding="utf-8")
    if kept:
        (raw / "crri.toml").write_text(kept, encoding="utf-8")
    source = find(raw).source
    assert source is not None
    before = sorted(raw.iterdir())
    orders = orders_in(RunContext(), source, raw)
    assert sorted(raw.iterdir()) == before
    return orders


def test_orders_whose_first_row_says_it_all(tmp_path: Path) -> None:
    # Two orders of two rows and one canceled; the last row has no number.
    lines = (
        SHOPIFY,
        "#1,a@x.example,paid,EUR,30,0,0,0,30,2024-01-03 10:00:00,1,,0",
        "#1,a@x.example,,,,,,,,2024-01-03 10:00:00,2,,",
        "#2,b@x.example,paid,EUR,20,0,0,0,20,2024-01-04 10:00:00,1,,0",
        "#2,b@x.example,,,,,,,,,1,,",
        "#3,b@x.example,refunded,EUR,10,0,0,0,10,2024-01-05 10:00:00,1,2024-01-06,0",
        ",b@x.example,paid,EUR,10,0,0,0,10,2024-01-05 10:00:00,1,,0",
    )
    assert counted(tmp_path, lines) == 3


def test_what_is_no_sale_and_what_has_no_time_is_no_order(tmp_path: Path) -> None:
    lines = (
        PAYPAL,
        "03/01/2024,10:00:00,Payment,Completed,EUR,20.00,a@x.example,T1,,Credit",
        "20/01/2024,12:00:00,Payment,Pending,EUR,9.00,c@x.example,T3,,Credit",
        "02/02/2024,09:00:00,Payment Refund,Completed,EUR,-5.25,,R1,T1,Debit",
        "03/02/2024,09:00:00,General Withdrawal,Completed,EUR,-40.00,,W1,,Debit",
        ",09:00:00,Payment,Completed,EUR,4.00,,T4,,Credit",
    )
    assert counted(tmp_path, lines) == 1


def test_an_order_in_two_files_is_one(tmp_path: Path) -> None:
    lines = [f"{n},2024-01-0{n},a@x.example,completed,10.00,1.00,EUR" for n in range(1, 8)]
    assert counted(tmp_path, (PLAIN, *lines[:5]), (PLAIN, *lines[3:])) == 7


def test_only_orders_in_the_chosen_currencies(tmp_path: Path) -> None:
    currencies = ("EUR", "usd", "EUR", "")
    lines = [
        f"{n},2024-01-0{n},a@x.example,completed,10.00,1.00,{currency}"
        for n, currency in enumerate(currencies, 1)
    ]
    columns = [name.lower().replace(" ", "_") for name in PLAIN.split(",")]
    kept = (
        f'[[export]]\nbase = "one_row_an_order"\nonly_currencies = ["EUR"]\ncolumns = {columns}\n'
    )
    # The second row of order 2 names none: it is in that of the first.
    again = "2,2024-01-02,a@x.example,completed,10.00,1.00,"
    assert counted(tmp_path, (PLAIN, *lines, again), kept=kept) == 3


def test_counting_is_cancelled(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    line = "1,2024-01-01,a@x.example,completed,10.00,1.00,EUR"
    (raw / "orders.csv").write_text(f"{PLAIN}\n{line}\n", encoding="utf-8")
    source, run = find(raw).source, RunContext()
    assert source is not None
    run.cancel()
    with pytest.raises(Cancelled):
        orders_in(run, source, raw)
