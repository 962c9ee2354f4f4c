"""Months in words: read in ten languages, and said of any other."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from crri_gui.definitions import Conventions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.report import InputRefused
from crri_gui.engine.values.parse import through
from crri_gui.engine.values.times import read_times
from tests.engine.adapt.test_adapt import published

# The months of a year as programs write them.
LANGUAGES = {
    "English": "January Feb Mar. April May Jun July Aug Sept October Nov December",
    "Portuguese": "jan fevereiro março abr mai. junho jul ago set out nov dez",
    "Spanish": "enero feb marzo abr mayo jun julio ago septiembre oct nov dic",
    "German": "Januar Feb März Apr Mai Juni Jul. August Sep Okt November Dez.",
    "French": "janv. février mars avr. mai juin juil. août sept. octobre nov. déc.",
    "Italian": "gennaio feb mar aprile mag giu lug agosto settembre ott nov dic",
    "Dutch": "januari feb mrt april mei juni juli augustus sep okt nov dec",
    "Danish": "januar februar marts apr maj juni juli august september oktober nov dec",
    "Norwegian": "januar februar mars april mai juni juli august sep okt nov desember",
    "Swedish": "januari feb mars april maj juni juli augusti sep okt november dec",
}
LIST = "customer_id,order_id,date,amount"


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_read_by_their_names(language: str) -> None:
    db = DuckDB(RunContext(), duckdb.connect())
    db.execute("CREATE TABLE orders (bought VARCHAR)")
    for name in LANGUAGES[language].split():
        db.execute("INSERT INTO orders VALUES ($text)", {"text": f"12 {name} 2018"})
    steps = read_times(db, "orders", "bought", "o.bought", Conventions({}, {})).reading.steps
    read = db.rows(f"SELECT month(bought_{len(steps)}) FROM {through(steps, 'bought', 'orders')}")
    assert [month for (month,) in read] == list(range(1, 13))


def test_months_in_another_language_are_the_cause(tmp_path: Path) -> None:
    """Two of 50 dates are Polish; a warning where the limit allows them."""
    rows = [f"c{n},{n},{1 + n % 28} Mar 2018,10.00" for n in range(48)]
    rows[20:20] = ["c7,70,3 września 2018,10.00", "c7,71,4 stycznia 2018,10.00"]
    with pytest.raises(InputRefused) as refused:
        published(tmp_path, LIST, *rows)
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert (told.code, told.column, told.count, str(told.money)) == (
        *("month_names_unknown", "date"),
        *(2, "20.0000"),
    )
    assert "the first on line 22" in str(told.message)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(InputRefused) as refused:
        published(other, LIST, *rows[20:22])
    [told] = [one for one in refused.value.findings if one.severity == "error"]
    assert told.code == "column_unreadable" and "name months in a language" in str(told.message)
