"""Forms of amounts, dates, missing words, ids and files on one shop: the clean twin's bytes,
or a refusal that names the true cause.

A new form is one line in its table.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

import duckdb
import openpyxl
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.report import InputRefused
from tests.effort import exhaustive, one_in, some
from tests.shops import FILES, HEADERS, Shop, publish, write_csv

pytestmark = pytest.mark.long

Table = list[list[str]]
Tables = dict[str, Table]
Form = Callable[[str], str]
MONEY = ("price", "freight_value", "payment_value")
TIMES = (
    "order_purchase_timestamp",
    "order_delivered_customer_date",
    "order_estimated_delivery_date",
    "review_answer_timestamp",
)


def grouped(text: str, thousands: str, mark: str) -> str:
    return f"{float(text):,.2f}".replace(",", "\0").replace(".", mark).replace("\0", thousands)


def on(pattern: str) -> Form:
    return lambda text: datetime.fromisoformat(text).strftime(pattern)


MONTHS_PT = "jan fev mar abr mai jun jul ago set out nov dez".split()


def in_portuguese(text: str) -> str:
    at = datetime.fromisoformat(text)
    return f"{at.day} de {MONTHS_PT[at.month - 1]}. de {at.year} às {at:%H:%M:%S}"


def serial(first: str, digits: int = 9) -> Form:
    def number(text: str) -> str:
        days = datetime.fromisoformat(text) - datetime.fromisoformat(first)
        return f"{days.total_seconds() / 86_400:.{digits}f}"

    return number


def epoch(text: str) -> int:
    return int((datetime.fromisoformat(text) - datetime(1970, 1, 1)).total_seconds())


AMOUNTS: dict[str, Form] = {
    "plain": str,
    "1,890.00": lambda t: grouped(t, ",", "."),
    "1.890,00": lambda t: grouped(t, ".", ","),
    "1 890,00": lambda t: grouped(t, " ", ","),
    "1 890,00 with no-break space": lambda t: grouped(t, "\u00a0", ","),
    "1 890,00 with narrow space": lambda t: grouped(t, "\u202f", ","),
    "1'890.00": lambda t: grouped(t, "'", "."),
    "R$ 1.890,00": lambda t: "R$\u00a0" + grouped(t, ".", ","),
    "1.890,00 €": lambda t: grouped(t, ".", ",") + "\u202f€",
    "-$1,890.00": lambda t: t.replace(t.lstrip("-"), "$" + grouped(t.lstrip("-"), ",", ".")),
    "accountants' parentheses": lambda t: f"({t[1:]})" if t.startswith("-") else t,
    "sign behind": lambda t: f"{t[1:]}-" if t.startswith("-") else t,
    "binary noise": lambda t: f"{float(t):.2f}00000000001",
}
DATES: dict[str, tuple[Form, Conventions | None]] = {
    "plain": (str, None),
    "T and Z": (lambda t: t.replace(" ", "T") + "Z", None),
    "UTC": (lambda t: f"{t} UTC", None),
    "GMT": (lambda t: f"{t} GMT", None),
    "7 digits of a second": (lambda t: f"{t}.0000000", None),
    "9 digits and offset": (lambda t: f"{t}.000000000-03:00", None),
    "two-digit years, month first": (on("%m/%d/%y %H:%M:%S"), None),
    "two-digit years, day first": (on("%d.%m.%y %H:%M:%S"), None),
    "day first with comma": (on("%d/%m/%Y, %H:%M:%S"), None),
    "a. m.": (lambda t: on("%d/%m/%Y %I:%M:%S ")(t) + f"{'ap'[t[11:13] >= '12']}. m.", None),
    "English months": (on("%d-%b-%Y %H:%M:%S"), None),
    "English, spelt out": (on("%A, %B %d, %Y at %I:%M:%S %p"), None),
    "Portuguese months": (in_portuguese, None),
    "as Java prints": (on("%a %b %d %H:%M:%S UTC %Y"), None),
    "digits": (on("%Y%m%d%H%M%S"), None),
    "digits with T": (on("%Y%m%dT%H%M%SZ"), None),
    "serial numbers": (serial("1899-12-30"), Conventions({"*": "excel1900"}, {})),
    "serial numbers of 1904": (serial("1904-01-01"), Conventions({"*": "excel1904"}, {})),
    "epoch seconds": (lambda t: str(epoch(t)), Conventions({}, {}, "written")),
    "epoch milliseconds": (lambda t: f"{epoch(t)}000", Conventions({}, {}, "UTC")),
}
ASKED = {
    "serial numbers": "date_system_ambiguous",
    "serial numbers of 1904": "date_system_ambiguous",
    "epoch seconds": "zone_needed",
    "epoch milliseconds": "zone_needed",
}
MISSING = (
    *("", "NULL", "null", "NA", "N/A", "#N/A", "NaN", "nan", "NaT", "None", "(null)", "[NULL]"),
    *("\\N", "<NA>", "#REF!", "#VALUE!", "#DIV/0!", "#NOME?", "#N/D", "#NV", " ", "\u00a0"),
)
IDS: dict[str, Form] = {
    "plain": str,
    "blank behind": lambda t: f"{t} ",
    "no-break spaces": lambda t: f"\u00a0{t}\u00a0",
    "zero-width space": lambda t: f"{t}\u200b",
    "byte-order mark": lambda t: f"\ufeff{t}",
    "tab": lambda t: f"{t}\t",
    "decomposed": lambda t: t.replace("\u00e9", "e\u0301"),
    "number with a point": lambda t: f"{t}.0" if t.isdigit() else t,
}


def clean_shop() -> Shop:
    """Days beyond the 12th, thousands, cents, a refund, and something missing in each place."""
    shop = Shop()
    for number in range(40):
        day = 1 + number * 7 % 28
        at = f"2017-{1 + number % 9:02}-{day:02} {number % 24:02}:05:{number + 10}"
        shop.add(
            str(7_000_000 + number),
            f"jos\u00e9{number % 33}",
            at,
            f"{1234.56 + 100 * number:.2f}" if number % 3 else "-0.95" if number == 3 else "7.25",
            freight="10.05",
            state="" if number == 5 else "S\u00e3o" if number % 2 else "RJ",
            delivered="" if number == 7 else at.replace("2017-", "2018-", 1),
            estimated=at.replace("2017-", "2018-", 1)[:10] + " 00:00:00",
            score=1 + number % 5,
        )
    return shop


def tables_of(shop: Shop) -> Tables:
    return {
        table: [list(HEADERS[table]), *([str(v) for v in row] for row in getattr(shop, table))]
        for table in FILES
    }


def changed(tables: Tables, columns: Mapping[str, Form]) -> Tables:
    """The tables with the values of the columns rewritten; blanks stay blank."""
    result: Tables = {}
    for table, (header, *rows) in tables.items():
        forms = [columns.get(name) for name in header]
        result[table] = [header] + [
            [form(v) if form and v else v for v, form in zip_longest(row, forms)] for row in rows
        ]
    return result


def as_csv(folder: Path, tables: Tables) -> None:
    for table, rows in tables.items():
        write_csv(folder / FILES[table], rows)


def as_semicolons(folder: Path, tables: Tables) -> None:
    for table, rows in tables.items():
        write_csv(folder / FILES[table], rows, delimiter=";", quoting=csv.QUOTE_ALL)


def as_gzip(folder: Path, tables: Tables) -> None:
    as_csv(folder, tables)
    for path in list(folder.glob("*.csv")):
        path.with_suffix(".csv.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()


def as_utf16(folder: Path, tables: Tables) -> None:
    for table, rows in tables.items():
        write_csv(folder / FILES[table], rows, delimiter="\t", encoding="utf-16")


def as_parquet(folder: Path, tables: Tables) -> None:
    for table, (header, *rows) in tables.items():
        with duckdb.connect() as con:
            con.execute(f"CREATE TABLE t ({', '.join(f'{name} VARCHAR' for name in header)})")
            con.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(header))})", rows)
            con.execute(f"COPY t TO '{folder / FILES[table].replace('.csv', '.parquet')}'")


def as_workbook(folder: Path, tables: Tables) -> None:
    workbook = openpyxl.Workbook()
    for table, rows in tables.items():
        sheet = workbook.create_sheet(table)
        for row in rows:
            sheet.append(row)
    del workbook["Sheet"]
    workbook.save(folder / "shop.xlsx")


WRITERS: dict[str, Callable[[Path, Tables], None]] = {
    "csv": as_csv,
    "semicolons, all quoted": as_semicolons,
    "gzip": as_gzip,
    "utf-16 with tabs": as_utf16,
    "parquet": as_parquet,
    "workbook": as_workbook,
}


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("twin")
    as_csv(folder, tables_of(clean_shop()))
    return publish(folder, folder / "out").bytes()


def outputs(
    tables: Tables, folder: Path, writer: str = "csv", conventions: Conventions | None = None
) -> dict[str, bytes]:
    raw = folder / "raw"
    raw.mkdir()
    WRITERS[writer](raw, tables)
    request = {"conventions": conventions} if conventions else None
    return publish(raw, folder / "out", request).bytes()


# Every form meets another form of each other kind and another file format: with the tables
# turned by one against each other, all pairs of neighbours meet in the course of the lists.
KINDS = list(
    zip_longest(
        [*AMOUNTS, *list(AMOUNTS)[: len(DATES) - len(AMOUNTS)]],
        list(DATES),
        [*IDS, *IDS, *IDS][: len(DATES)],
        [*WRITERS, *WRITERS, *WRITERS, *WRITERS][: len(DATES)],
    )
)


def in_forms(amount: str, date: str, ids: str) -> Tables:
    """The clean shop with its amounts, times and ids in these forms."""
    columns = {
        **dict.fromkeys(MONEY, AMOUNTS[amount]),
        **dict.fromkeys(TIMES, DATES[date][0]),
        "order_id": IDS[ids],
        "customer_unique_id": IDS[ids],
    }
    return changed(tables_of(clean_shop()), columns)


def clean_and_in_forms(
    folder: Path, amount: str, date: str, ids: str, writer: str
) -> tuple[Path, Path]:
    """The raw folders of the clean shop and of the same shop in these forms."""
    clean, dirty = folder / "clean", folder / "dirty"
    clean.mkdir()
    dirty.mkdir()
    as_csv(clean, tables_of(clean_shop()))
    WRITERS[writer](dirty, in_forms(amount, date, ids))
    return clean, dirty


@pytest.mark.parametrize(("amount", "date", "ids", "writer"), one_in(4, KINDS))
def test_a_shop_in_any_forms_gives_the_bytes_of_its_clean_twin(
    twin: dict[str, bytes], tmp_path: Path, amount: str, date: str, ids: str, writer: str
) -> None:
    assert outputs(in_forms(amount, date, ids), tmp_path, writer, DATES[date][1]) == twin


@pytest.mark.parametrize("date", ASKED)
def test_what_two_readings_remain_of_is_asked(tmp_path: Path, date: str) -> None:
    tables = changed(tables_of(clean_shop()), dict.fromkeys(TIMES, DATES[date][0]))
    with pytest.raises(InputRefused) as refused:
        outputs(tables, tmp_path)
    assert {f.code for f in refused.value.findings if f.severity == "error"} == {ASKED[date]}


@pytest.mark.parametrize("writer", some(["csv", "parquet", "workbook"], "csv"))
def test_words_for_missing(tmp_path: Path, writer: str) -> None:
    """Orders that were not delivered to a customer without a state, each with another word."""
    shop = Shop()
    for number, _ in enumerate(MISSING):
        shop.add(
            f"order{number}", f"u{number}", f"2017-03-{number + 1:02}", "5.00", state="", score=3
        )
    blank = tables_of(shop)
    worded = changed(blank, {})
    for number, word in enumerate(MISSING, 1):
        worded["orders"][number][4] = worded["orders"][number][5] = word
        worded["customers"][number][2] = "" if word == "NA" else word  # a state of its own
    (tmp_path / "blank").mkdir()
    assert outputs(worded, tmp_path, writer) == outputs(blank, tmp_path / "blank")


def test_a_customer_who_is_missing_is_no_customer(tmp_path: Path) -> None:
    shop = Shop()
    for number, _ in enumerate(MISSING):
        shop.add(f"order{number}", f"u{number}", "2017-03-04", "5.00", score=3)
    tables = tables_of(shop)
    for number, word in enumerate(MISSING, 1):
        tables["customers"][number][1] = word
    with pytest.raises(InputRefused, match=f"{len(MISSING)} rows of customers cannot be read"):
        outputs(tables, tmp_path)


def test_a_column_that_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    """It says what the values look like and which forms are read, and nothing that follows."""
    weeks = {"order_purchase_timestamp": lambda text: f"week {text[5:7]}"}
    tables = changed(tables_of(clean_shop()), weeks)
    with pytest.raises(InputRefused) as refused:
        outputs(tables, tmp_path)
    (error,) = [f for f in refused.value.findings if f.severity == "error"]
    assert (error.code, error.column) == ("column_unreadable", "order_purchase_timestamp")
    assert "'week 01'" in error.message
    assert "2 de outubro de 2017" in error.message


def test_amounts_in_two_currencies_are_not_added_up(tmp_path: Path) -> None:
    tables = tables_of(clean_shop())
    for number, row in enumerate(tables["order_items"][1:]):
        row[2] = ("US$ " if number % 4 else "R$ ") + row[2]
    with pytest.raises(InputRefused, match=r"several currencies: USD \(30\), BRL \(10\)"):
        outputs(tables, tmp_path)


def codes(refused: pytest.ExceptionInfo[InputRefused]) -> set[str]:
    return {finding.code for finding in refused.value.findings if finding.severity == "error"}


def test_files_in_two_currencies_are_not_added_up(tmp_path: Path) -> None:
    tables = changed(tables_of(clean_shop()), {"price": lambda t: f"R$ {t}"})
    tables = changed(tables, {"freight_value": lambda t: f"US$ {t}"})
    with pytest.raises(InputRefused, match=r"BRL in order_items\.price .* USD in order_items\.fre"):
        outputs(tables, tmp_path)


def test_amounts_of_which_some_name_a_currency_are_told(tmp_path: Path) -> None:
    tables = tables_of(clean_shop())
    tables["order_items"][1][2] = "US$ " + tables["order_items"][1][2]
    (tmp_path / "raw").mkdir()
    as_csv(tmp_path / "raw", tables)
    published = publish(tmp_path / "raw", tmp_path / "out")
    assert "currency_partly" in published.codes


def test_amounts_without_cents_as_the_swiss_write_them(tmp_path: Path) -> None:
    shop = Shop().add("o1", "u1", "2017-03-04", "12.-", "7.50", paid=[], score=3)
    shop.add("o2", "u2", "2017-03-04", "1'200.\u2013", paid=[])
    published = publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    values = {row["order_id"]: row["order_value"] for row in published["master_orders"]}
    assert values == {"o1": "19.50", "o2": "1200.00"}


def test_a_few_odd_amounts_do_not_decide_for_a_column_of_thousands(tmp_path: Path) -> None:
    """Chilean prices have no cents: one 15.5 among them is the odd one."""
    shop = Shop()
    for number in range(50):
        shop.add(
            f"order{number}", f"u{number}", "2017-03-04", "12.990", freight="0", paid=[], score=3
        )
    shop.add("odd", "u", "2017-03-04", "15.5", freight="0", paid=[])
    with pytest.raises(InputRefused) as refused:
        publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    assert codes(refused) == {"decimal_ambiguous"}


@pytest.mark.parametrize("other", ["", "Z"])
def test_offsets_beside_other_clocks_are_asked_about(tmp_path: Path, other: str) -> None:
    """Bought at -03:00; delivered at UTC, or by a clock that is not named."""
    tables = changed(
        tables_of(clean_shop()),
        {
            "order_purchase_timestamp": lambda t: t + "-03:00",
            "order_delivered_customer_date": lambda t: t + other,
        },
    )
    with pytest.raises(InputRefused) as refused:
        outputs(tables, tmp_path)
    assert codes(refused) == {"offsets_differ"}


def test_days_that_a_spreadsheet_took_for_months_are_refused(tmp_path: Path) -> None:
    """13/05/2017 stayed a text; 03/05/2017 became 5 March."""

    def opened(text: str) -> str:
        at = datetime.fromisoformat(text)
        swapped = f"{at.year}-{at.day:02}-{at.month:02} {at:%H:%M:%S}"
        return swapped if at.day <= 12 else at.strftime("%d/%m/%Y %H:%M:%S")

    tables = changed(tables_of(clean_shop()), {"order_purchase_timestamp": opened})
    with pytest.raises(InputRefused) as refused:
        outputs(tables, tmp_path)
    assert codes(refused) == {"dates_swapped"}


@exhaustive
def test_times_without_am_and_pm_are_a_warning(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(240):
        at = f"2017-03-04 {1 + number % 12:02}:00:00"
        shop.add(f"order{number}", f"u{number}", at, "5.00", score=3)
    assert "clock_of_twelve_hours" in publish(shop.write(tmp_path / "a"), tmp_path / "o").codes
    shop.add("late", "u", "2017-03-04 13:00:00", "5.00")
    assert "clock_of_twelve_hours" not in publish(shop.write(tmp_path / "b"), tmp_path / "p").codes


def test_goods_that_were_paid_once_and_are_there_twice_are_a_warning(tmp_path: Path) -> None:
    """A subtotal among the items: 40 orders of 5.00 paid, 10.00 in items."""
    shop = Shop()
    for number in range(40):
        shop.add(f"order{number}", f"u{number}", "2017-03-04", "5.00", score=3)
        shop.order_items.append((f"order{number}", 99, "5.00", 0))
    published = publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    (told,) = (f for f in published.manifest["findings"] if f["code"] == "payments_differ")
    assert "40 counted orders and their items with freight differ by -200.00" in told["message"]
    assert told["share"] == 1


def test_a_number_that_cannot_be_read_in_any_row_is_told(tmp_path: Path) -> None:
    tables = changed(tables_of(clean_shop()), {"order_item_id": lambda t: f"{t},0"})
    with pytest.raises(InputRefused) as refused:
        outputs(tables, tmp_path)
    assert codes(refused) == {"column_unreadable"}


def test_years_of_two_digits_in_front_are_asked_about(tmp_path: Path) -> None:
    shop = Shop()
    for number in range(9):
        at = f"17-10-0{number + 1} 10:56:33"
        shop.add(f"order{number}", f"u{number}", at, "5.00", score=3)
    shop.order_reviews = [(*row[:3], "2017-10-09 10:00:00") for row in shop.order_reviews]
    raw = shop.write(tmp_path / "raw")
    with pytest.raises(InputRefused) as refused:
        publish(raw, tmp_path / "out")
    assert codes(refused) == {"date_order_ambiguous"}
    chosen = {"conventions": Conventions({"*": "ymd"}, {})}
    assert publish(raw, tmp_path / "out", chosen)["monthly_revenue"][0]["order_month"] == "2017-10"


def test_an_id_in_another_case_in_a_few_rows_is_asked_about(tmp_path: Path) -> None:
    """A hundred hashes, one of them written in capitals in one of its orders."""
    shop = Shop()
    for number in range(100):
        shop.add(f"order{number}", f"{number % 90:032x}".replace("0", "a"), "2017-03-04", "5.00")
    row = shop.customers[-1]
    shop.customers[-1] = (row[0], str(row[1]).upper(), row[2])
    shop.order_reviews.append(("r-1", "order1", 5, "2017-03-05 10:00:00"))
    with pytest.raises(InputRefused) as refused:
        publish(shop.write(tmp_path / "raw"), tmp_path / "out")
    assert codes(refused) == {"ids_differ_in_case"}
