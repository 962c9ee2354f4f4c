"""`crri --self-test` in the source tree: what it knows is true, and what is broken it finds."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from build_scripts import environments, running
from crri_gui.cli import self_test
from crri_gui.errors import ExitCode
from crri_gui.sample.shop import FILES, make_shop
from tests.copies import copy_of
from tests.effort import exhaustive

pytestmark = pytest.mark.long


def run(package: Path, temporary: Path) -> subprocess.CompletedProcess[str]:
    """The self-test of the `crri_gui` in a folder, with a temporary folder of its own."""
    temporary.mkdir(exist_ok=True)
    return subprocess.run(
        [sys.executable, "-m", "crri_gui", "--self-test"],
        cwd=package,
        env={**os.environ, "PYTHONPATH": str(package), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=240,
    )


@exhaustive  # for a commit the package is tested by it
def test_a_sound_installation_passes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run(running.ROOT, tmp_path / "temporary")
    assert done.returncode == ExitCode.DONE, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines[1:-1]] == ["ok"] * 6
    assert lines[-1] == "Everything works."
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A folder with a copy of the product, to be damaged."""
    folder = tmp_path / "copy"
    copy_of("crri_gui", folder)
    yield folder
    shutil.rmtree(folder)


def append(file: Path, text: str) -> None:
    """Damage a module."""
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_missing_file_is_found_and_named(copy: Path, tmp_path: Path) -> None:
    (copy / "crri_gui" / "sample" / "shop.sql").unlink()
    done = run(copy, tmp_path / "temporary")
    assert done.returncode == ExitCode.SELF_TEST
    assert "FAILED  modules: sample/shop.sql is missing" in done.stdout
    assert "Not reached: sample shop, outputs" in done.stdout


def test_wrong_numbers_are_found(copy: Path, tmp_path: Path) -> None:
    module = copy / "crri_gui" / "definitions" / "definitions.py"
    code = module.read_text(encoding="utf-8")
    assert '"except_canceled",' in code
    module.write_text(code.replace('"except_canceled",', '"all",', 1), encoding="utf-8")
    done = run(copy, tmp_path / "temporary")
    assert done.returncode == ExitCode.SELF_TEST
    assert "is known" in done.stdout


@exhaustive
def test_an_exception_of_a_page_ends_it(copy: Path, tmp_path: Path) -> None:
    append(
        copy / "crri_gui" / "gui" / "pages" / "checks.py",
        "\n\ndef _broken(self, event):\n    raise ValueError('broken page')\n\n\n"
        "ChecksPage.showEvent = _broken\n",
    )
    done = run(copy, tmp_path / "temporary")
    assert done.returncode == ExitCode.SELF_TEST
    assert "FAILED  window: " in done.stdout
    assert "broken page" in done.stdout
    assert "Not reached: Power BI project." in done.stdout


def test_it_does_not_hang(copy: Path, tmp_path: Path) -> None:
    module = copy / "crri_gui" / "cli" / "self_test.py"
    code = module.read_text(encoding="utf-8")
    assert "SECONDS = 300" in code
    first = "def _modules(_: Path) -> str:\n"
    assert first in code
    # In the very first step: what comes before a later one may take longer than the limit.
    code = code.replace(first, f"{first}    import time\n    time.sleep(200)\n")
    module.write_text(code.replace("SECONDS = 300", "SECONDS = 6"), encoding="utf-8")
    done = run(copy, tmp_path / "temporary")
    assert done.returncode == ExitCode.SELF_TEST
    assert "hung for 6 s" in done.stdout
    assert "in _modules" in done.stderr


def test_every_library_of_the_product_is_imported() -> None:
    needed = {
        canonicalize_name(Requirement(text).name)
        for text in environments.pyproject()["project"]["dependencies"]
    }
    assert needed == set(self_test.LIBRARIES)
    elsewhere = {
        canonicalize_name(requirement.name)
        for text in environments.pyproject()["project"]["dependencies"]
        if (requirement := Requirement(text)).marker and not requirement.marker.evaluate()
    }
    assert elsewhere == {name for name, here in self_test.NOT_EVERYWHERE.items() if not here}


def test_what_is_known_of_the_sample_shop_is_true() -> None:
    """Counted and summed here from the raw files, in whole cents, without the engine."""
    with tempfile.TemporaryDirectory() as folder:
        make_shop(Path(folder), self_test.ORDERS, self_test.SEED)

        def rows(table: str) -> list[dict[str, str]]:
            with (Path(folder) / FILES[table]).open(encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))

        orders = [
            row for row in rows("orders") if row["order_status"] not in ("canceled", "unavailable")
        ]
        persons = {row["customer_id"]: row["customer_unique_id"] for row in rows("customers")}
        counted = {row["order_id"] for row in orders}
        revenue = sum(
            (Decimal(row["price"]) for row in rows("order_items") if row["order_id"] in counted),
            Decimal(0),
        )
    months = sorted(row["order_purchase_timestamp"][:7] for row in orders)
    buys = Counter(persons[row["customer_id"]] for row in orders)
    assert {
        "revenue": str(revenue),
        "orders": len(orders),
        "first_month": months[0],
        "last_month": months[-1],
        "customers": len(buys),
        "repeat_customers": sum(number > 1 for number in buys.values()),
    } == self_test.KNOWN_TOTALS
    assert self_test.KNOWN_ROWS["master_orders.csv"] == len(orders)
    assert self_test.KNOWN_ROWS["rfm_customers.csv"] == len(buys)
    (first_year, first), (last_year, last) = (
        map(int, month.split("-")) for month in (months[0], months[-1])
    )
    assert (
        self_test.KNOWN_ROWS["monthly_revenue.csv"]
        == 12 * (last_year - first_year) + last - first + 1
    )


def test_it_stands_alone(capsys: pytest.CaptureFixture[str]) -> None:
    from crri_gui.cli import main

    assert main.main(["--self-test", "definitions"]) == ExitCode.USAGE
    assert "stands alone" in capsys.readouterr().err
    assert main.main([]) == ExitCode.USAGE
    assert "required: COMMAND" in capsys.readouterr().err
