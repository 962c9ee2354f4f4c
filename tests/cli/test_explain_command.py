"""`crri explain`: a number is told on the command line, down to the raw lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crri_gui.cli.main import main
from crri_gui.errors import ExitCode
from tests.dashboard_shop import small_shop
from tests.effort import exhaustive
from tests.shops import FILES, publish, read_csv

pytestmark = pytest.mark.long

Captured = pytest.CaptureFixture[str]
SHOPIFY = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Cancelled at,Refunded Amount,Payment Method,Shipping Province,Billing Name",
    "#1,Ana.Lima@x.example,paid,USD,30.00,5.00,2.00,37.00,2024-01-03,1,,0.00,card,SP,Ana Quill",
    "#2,zoltan@x.example,paid,USD,20.00,5.00,2.00,27.00,2024-02-03,1,,0.00,card,RJ,Zoltan",
    "#3,ana.lima@x.example,paid,USD,10.00,0.00,0.00,10.00,2024-02-04,1,,0.00,card,SP,Ana Quill",
)
SECRETS = ("ana.lima", "quill", "zoltan")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven orders, worked out by hand."""
    return small_shop().write(tmp_path_factory.mktemp("explained") / "raw")


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another shop's export, with e-mails and names in it."""
    folder = tmp_path_factory.mktemp("export") / "raw"
    folder.mkdir()
    (folder / "orders_export.csv").write_text("\n".join(SHOPIFY) + "\n", encoding="utf-8")
    return folder


def explain(raw: Path, *arguments: object) -> int:
    return main(["explain", "--input-dir", str(raw), "--quiet", *map(str, arguments)])


def told(raw: Path, capsys: Captured, *arguments: object) -> Any:
    assert explain(raw, "--json", *arguments) == ExitCode.DONE
    return json.loads(capsys.readouterr().out)


def test_a_number_is_told_with_its_rows_and_their_raw_lines(raw: Path, capsys: Captured) -> None:
    assert explain(raw, "total revenue", "--month", "2020-01", "--state", "SP") == ExitCode.DONE
    text = capsys.readouterr().out
    assert text.startswith("Total Revenue: 150.00\n  Of: month Jan 2020; state SP\n")
    assert "The rows add up to the number exactly." in text
    assert f"o1     {FILES['orders']}" in text  # where the largest order stands
    assert "SHA-256" in text


def test_as_json(raw: Path, capsys: Captured) -> None:
    answer = told(raw, capsys, "AOV", "--month", "2020-01..2020-02", "--rows", "2")
    assert answer["exit_code"] == 0
    # 100 + 50 + 30 + 40 + 20 + 100 in six orders.
    assert [(part["sum"], part["count"]) for part in answer["parts"]] == [("340.00", 6), (6, 6)]
    assert [row["order_id"] for row in answer["parts"][0]["rows"]] == ["o1", "o7"]
    lines = {(line["order_id"], line["table"], line["line"]) for line in answer["raw_lines"]}
    assert ("o1", "orders", 2) in lines and ("o7", "order_items", 7) in lines
    assert "text" not in answer["raw_lines"][0]


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("monthly_revenue.revenue", "--month", "2020-02"), "160.00"),
        (("cohort_retention.active_customers", "--cohort", "2020-01", "--month", "2020-02"), 1),
        (("rfm_customers.monetary", "--customer", "u3"), "100.00"),
        (("master_orders.review_score", "--order", "o5"), "3.0"),
        (("Cohort Size", "--cohort", "2020-02"), 2),
        (("Customers", "--segment", "Low Value", "--segment", "Mid Value"), 4),
        (("--customer", "u1"), "150.00"),
    ],
)
def test_measures_columns_orders_and_customers(
    raw: Path, capsys: Captured, arguments: tuple[str, ...], value: object
) -> None:
    found = told(raw, capsys, *arguments)["number"]["value"]
    if arguments[0] == "Customers":
        # How many of the four are of High Value is for the scores to say.
        assert isinstance(found, int) and found <= 4
    else:
        assert found == value


def test_an_order_is_traced_with_why_it_counts(raw: Path, capsys: Captured) -> None:
    answer = told(raw, capsys, "--order", "o7", "--raw-lines")
    facts = {fact["name"]: fact["value"] for fact in answer["facts"]}
    assert facts["why"] == "counted"
    [order] = [line for line in answer["raw_lines"] if line["table"] == "orders"]
    assert order["text"].startswith("o7,c-o7,delivered,2020-02-20")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "which number"),
        (("Turnover",), "no measure 'Turnover'"),
        (("Total Revenue", "--month", "May"), "'May' is not a month"),
        (("Total Revenue", "--state", "XX"), "No counted order has customer_state 'XX'"),
        (("Total Revenue", "--payment-type", "cash"), "payment_type 'cash'"),
        (("Total Revenue", "--segment", "Low Value"), "--segment does not change Total Revenue"),
        (("Late Delivery Rate", "--state", "SP"), "--state does not change"),
        (("Customers", "--segment", "Lowest"), "segment 'Lowest'"),
        (("monthly_revenue.revenue",), "one row of monthly_revenue"),
        (("monthly_revenue.turnover", "--month", "2020-01"), "no column 'turnover'"),
        (("monthly_revenue.turnover",), "Its columns are order_month"),
        (("monthly_revenue.revenue", "--month", "May"), "'May' is not a month"),
        (("monthly_revenue.revenue", "--month", "2020-01..2020-02"), "one row of monthly_revenue"),
        (("monthly_revenue.revenue", "--month", "2020-01", "--state", "SP"), "--state does not"),
        (("rfm_customers.monetary", "--customer", "u99"), "no customer 'u99'"),
        (("rfm_customers.segment", "--customer", "u99"), "no customer 'u99'"),
        (("Total Revenue", "--month", "2020-02..2020-01"), "ends before it begins"),
        (("--customer", "u1", "--month", "2020-01"), "--month does not change"),
        (("--customer", "u1", "--order", "o1"), "--customer does not change"),
        (("--order", "o1", "--state", "SP"), "--state does not change"),
        (("--order", "o99"), "no order 'o99'"),
        (("--customer", "u99"), "no customer 'u99'"),
    ],
)
def test_what_cannot_be_explained_is_a_usage_error(
    raw: Path, capsys: Captured, arguments: tuple[str, ...], said: str
) -> None:
    assert explain(raw, *arguments) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert said in error
    assert "What to do:" in error


def test_a_measure_of_a_further_table_is_told_as_its_remedy_says(
    raw: Path, capsys: Captured
) -> None:
    assert explain(raw, "New Revenue") == ExitCode.USAGE
    assert "Ask for it with --with new_returning." in capsys.readouterr().err
    # u1 brings 150 and u2 30 in January, u3 40 and u4 100 in February.
    found = told(raw, capsys, "New Revenue", "--with", "new_returning")
    assert found["number"]["value"] == "320.00"
    assert explain(raw, "Payback Month", "--with", "value", "--margin", "30", "--cac", "25") == (
        ExitCode.DONE
    )
    assert capsys.readouterr().out.startswith("Payback Month: 2 ")


def test_files_that_cannot_be_used_end_as_they_do_elsewhere(
    tmp_path: Path, capsys: Captured
) -> None:
    assert explain(tmp_path, "Total Revenue") == ExitCode.INPUT
    assert "Error:" in capsys.readouterr().err


def test_persons_are_told_only_in_raw_lines_that_were_asked_for(
    export: Path, tmp_path: Path, capsys: Captured
) -> None:
    page, customers = tmp_path / "why.html", tmp_path / "customers.csv"
    arguments = ("Total Revenue", "--html", page, "--customers", customers)
    assert explain(export, *arguments) == ExitCode.DONE
    said = capsys.readouterr()
    about = customers.with_name("customers.about.txt")
    for text in (said.out, said.err, *(p.read_text("utf-8") for p in (page, customers, about))):
        assert not [secret for secret in SECRETS if secret in text.lower()]
    assert "orders_export.csv" in said.out
    assert "crri who" in about.read_text(encoding="utf-8")
    assert not (export / "crri.key").exists()  # nothing was left among the raw files
    assert explain(export, "Total Revenue", "--raw-lines") == ExitCode.DONE
    assert "Ana Quill" in capsys.readouterr().out


@exhaustive
def test_as_many_rows_are_told_as_were_asked_for(tmp_path: Path, capsys: Captured) -> None:
    shop = small_shop()
    for number in range(300):
        shop.add(f"n{number:03}", f"v{number}", "2020-05-05", "1.00")
    raw = shop.write(tmp_path / "raw")
    for rows in (0, 250, 1000):
        answer = told(raw, capsys, "Total Revenue", "--rows", rows)
        [part] = answer["parts"]
        assert (part["count"], len(part["rows"])) == (307, min(rows, 307))
        assert len({line["order_id"] for line in answer["raw_lines"]}) == min(rows, 307)
    assert explain(raw, "Total Revenue", "--rows", "-1") == ExitCode.USAGE
    assert "'-1' is not a number of rows" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--html", "x.html", "--customers", "x.html"), "Two files would be written"),
        (("--html", "x.about.txt", "--customers", "x.csv"), "Two files would be written"),
        (("--html", "."), "This is a folder"),
        (("--customers", "."), "This is a folder"),
        (("--html", "gone/x.html"), "There is no folder"),
        (("--customers", "gone/x.csv"), "There is no folder"),
        (("--html", "q.pdf"), "another ending"),
        (("--customers", "out/manifest.json"), "over a published file"),
        (("--customers", "out/monthly_revenue.csv"), "over a published file"),
        (("--html", "link.html"), "over a raw file"),
        (("--customers", "raw/orders.csv"), "Among the raw files"),
    ],
)
def test_nothing_is_written_over_what_others_read(
    tmp_path: Path,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    source = small_shop().write(tmp_path / "raw")
    (tmp_path / "out").mkdir()
    for name in ("manifest.json", "monthly_revenue.csv"):
        (tmp_path / "out" / name).write_text("published", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(source / FILES["orders"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert explain(source, "Total Revenue", *arguments) == ExitCode.USAGE
    assert said in capsys.readouterr().err
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_the_page_and_the_list_are_written(raw: Path, tmp_path: Path, capsys: Captured) -> None:
    page, customers = tmp_path / "why.html", tmp_path / "list.csv"
    answer = told(raw, capsys, "Total Revenue", "--html", page, "--customers", customers)
    assert answer["files"] == [str(page), str(customers)]
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>") and "<h1>Total Revenue: 400.00</h1>" in text
    assert "http" not in text  # nothing is loaded from elsewhere
    assert [row["customer_unique_id"] for row in read_csv(customers)] == ["u1", "u3", "u4", "u2"]
    assert explain(raw, "Total Revenue", "--html", raw / "why.html") == ExitCode.USAGE
    assert not (raw / "why.html").exists()


def test_what_is_published_otherwise_is_listed_order_by_order(
    raw: Path, tmp_path: Path, capsys: Captured
) -> None:
    shop = small_shop()
    # Published while o3 (30) was of February, and before o1 (100) was there.
    shop.orders = [
        (*row[:3], "2020-02-01 12:00:00", *row[4:]) if row[0] == "o3" else row
        for row in shop.orders
        if row[0] != "o1"
    ]
    shop.order_items = [row for row in shop.order_items if row[0] != "o1"]
    out = publish(shop.write(tmp_path / "former"), tmp_path / "out").folder
    question = ("Total Revenue", "--month", "2020-01", "--against", out)
    answer = told(raw, capsys, *question)["published_otherwise"]
    assert answer["count"] == 2
    assert [
        (row["order_id"], row["change"], row["published_month"], row["difference"])
        for row in answer["rows"]
    ] == [("o3", "moved", "2020-02", "0.00"), ("o1", "added", None, "100.00")]
    assert explain(raw, *question, "--rows", "1") == ExitCode.DONE
    text = capsys.readouterr().out
    assert "2 orders differ from what is published, in the months of the number" in text
    assert explain(raw, "Customers", "--against", out) == ExitCode.USAGE
    assert "--against does not change Customers" in capsys.readouterr().err
    assert explain(raw, "Total Revenue", "--against", tmp_path) == ExitCode.OUTPUT
    assert "cannot be read" in capsys.readouterr().err
