"""Twenty questions with the answers that CRRI knows, each against SQL over the published CSVs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.pipeline import Request
from crri_gui.engine.run import Target, run_and_publish
from crri_gui.errors import ExitCode

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def out(sample_shop: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample shop's CSVs; not to be written to."""
    folder = tmp_path_factory.mktemp("questions") / "out"
    run_and_publish(RunContext(), Request(sample_shop), Target(folder))
    return folder


def asked(out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    capsys.readouterr()
    command = ["powerbi", "--output-dir", str(out), "--questions", *more]
    assert main(command) == ExitCode.DONE
    return capsys.readouterr().out


def test_twenty_questions_are_answered_as_sql_answers_them(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = json.loads(asked(out, capsys, "--json"))["questions"]
    assert len(found) == len({one["question"] for one in found}) == 20
    con = duckdb.connect()
    for name in ("master_orders", "rfm_customers", "cohort_retention", "monthly_revenue"):
        con.execute(f"CREATE VIEW {name} AS FROM read_csv('{out / name}.csv')")
    state = "(SELECT mode(customer_state) FROM master_orders)"
    payment = "(SELECT mode(payment_type) FROM master_orders)"
    customers = "count(DISTINCT customer_unique_id)"
    repeaters = f"{customers} FILTER (is_repeat_customer = 1)"
    stray = """SELECT order_month FROM monthly_revenue WHERE orders > 0 AND orders < 0.05 *
        (SELECT median(orders) FROM monthly_revenue WHERE orders > 0)"""
    august = "FROM master_orders WHERE order_month = '2018-08'"
    values = [
        "SELECT sum(order_value) FROM master_orders",
        "SELECT count(*) FROM master_orders",
        f"SELECT {customers} FROM master_orders",
        "SELECT sum(order_value) / count(*) FROM master_orders",
        f"SELECT count(*) / {customers} FROM master_orders",
        f"SELECT sum(order_value) / {customers} FROM master_orders",
        f"SELECT {repeaters} / {customers} FROM master_orders",
        f"SELECT {repeaters} FROM master_orders",
        "SELECT sum(order_value) FILTER (is_repeat_customer = 1) / sum(order_value) "
        "FROM master_orders",
        "SELECT sum(active_customers) / sum(cohort_size) FROM cohort_retention "
        f"WHERE order_month <> cohort_month AND order_month NOT IN ({stray})",
        "SELECT count(*) FILTER (segment = 'High Value') / count(*) FROM rfm_customers",
        "SELECT avg(delivery_days) FROM master_orders",
        "SELECT avg(review_score) FROM master_orders",
        f"SELECT sum(order_value) {august}",
        f"SELECT {customers} {august}",
        "SELECT a.revenue / b.revenue - 1 FROM monthly_revenue AS a, monthly_revenue AS b "
        "WHERE a.order_month = '2018-08' AND b.order_month = '2018-07'",
        f"SELECT sum(order_value) FROM master_orders WHERE customer_state = {state}",
        f"SELECT count(*) FROM master_orders WHERE payment_type = {payment}",
        f"SELECT sum(order_value) / count(*) {august} AND payment_type = {payment}",
        f"SELECT {repeaters} / {customers} {august} AND customer_state = {state}",
    ]
    for one, sql in zip(found, values, strict=True):
        (wanted,) = con.execute(sql).fetchone() or (None,)
        assert one["value"] == pytest.approx(wanted), one
        assert not {"{", "}"} & set(one["question"])
    con.close()


def test_they_are_said_in_words_and_no_project_is_written(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in out.iterdir())
    said = asked(out, capsys)
    assert said.startswith("1. What is the total revenue?\n   ")
    assert "in 2018-08" in said and "\n20. " in said
    assert sorted(path.name for path in out.iterdir()) == before


def test_they_are_asked_and_answered_in_portuguese_too(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english, portuguese = (
        json.loads(asked(out, capsys, "--json", *more))["questions"]
        for more in ((), ("--language", "pt"))
    )
    assert [one["value"] for one in portuguese] == [one["value"] for one in english]
    assert portuguese[0]["question"] == "Qual é a receita total?"
    for one, other in zip(english, portuguese, strict=True):
        assert one["question"] != other["question"]
        # 1,234.56 is 1.234,56
        signs = str.maketrans(",.", ".,")
        assert other["answer"] == one["answer"].translate(signs)
        assert other["filters"] == one["filters"]
        for name in other["filters"].values():
            assert name in other["question"]
    # Nothing is remembered: no project was written.
    assert asked(out, capsys).startswith("1. What is the total revenue?")


def test_without_the_csvs_or_a_folder_there_is_nothing_to_ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["powerbi", "--output-dir", str(tmp_path), "--questions"]) == ExitCode.USAGE
    assert "master_orders.csv" in capsys.readouterr().err
    assert main(["powerbi", "--repoint", str(tmp_path), "--questions"]) == ExitCode.USAGE
    assert "--output-dir" in capsys.readouterr().err


def test_without_a_manifest_no_month_is_named(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file in out.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    found = json.loads(asked(tmp_path, capsys, "--json"))["questions"]
    assert len(found) == 15
    assert not any("month" in one["filters"] for one in found)
