"""repeat_propensity and predicted_value: as the models say, or without a row and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from threading import Event, Thread
from typing import Any

import numpy as np
import pytest

from crri_gui.cli.main import main
from crri_gui.engine.core.run_context import RunContext
from crri_gui.engine.query.dashboard.extensions import predicted_value as value_page
from crri_gui.engine.query.dashboard.extensions import repeat_propensity as repeat_page
from crri_gui.engine.query.dashboard.extensions.predicted_value import (
    PredictedValue,
    backtest_sentence,
    prediction_sentence,
)
from crri_gui.engine.query.dashboard.extensions.repeat_propensity import (
    JudgedWindow,
    RepeatPropensity,
    lift_sentence,
    propensity_sentence,
)
from crri_gui.errors import Cancelled, ExitCode
from crri_gui.messages import Sentence
from crri_gui.models.customers import Purchases
from crri_gui.models.foresight import foresee
from crri_gui.models.value import valued
from tests.conftest import reference
from tests.dashboard_shop import opened, small_shop
from tests.effort import some
from tests.models.simulated import SNAPSHOT, as_the_model, with_signal
from tests.shops import Published, Shop, publish, publish_shop

BOTH = {"extensions": frozenset({"repeat", "predicted"})}
BEGIN = dt.date(2020, 1, 1)


def _shop(bought: Purchases) -> Shop:
    """The purchases as a shop; some of a day in two orders, all amounts in whole cents."""
    shop = Shop()
    for number, (who, day, value) in enumerate(
        zip(bought.customer, bought.day, bought.value, strict=True)
    ):
        cents = round(100 * value)
        parts = [cents // 3, cents - cents // 3] if number % 50 == 0 else [cents]
        for part, worth in enumerate(parts):
            at = (BEGIN + dt.timedelta(days=int(day))).isoformat()
            shop.add(f"o{number}-{part}", f"u{who:05}", at, f"{worth / 100:.2f}")
    return shop


def _in_cents(bought: Purchases) -> Purchases:
    return replace(bought, value=np.round(bought.value * 100) / 100)


@pytest.fixture(scope="module")
def monthly() -> Purchases:
    """A shop where a tenth of the customers buys every month."""
    return _in_cents(with_signal(1, 1_500))


@pytest.fixture(scope="module")
def published(monthly: Purchases, tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("monthly")
    return publish(_shop(monthly).write(folder / "raw"), folder / "out", BOTH)


def test_scores_are_those_of_the_model(monthly: Purchases, published: Published) -> None:
    found = foresee(monthly, SNAPSHOT, 90)
    assert found.scores is not None and found.calibrated
    rows = published["repeat_propensity"]
    assert len(rows) == len(found.scores.who)
    expected = {
        f"u{who:05}": (str(tenth), chance)
        for who, tenth, chance in zip(
            found.scores.who, found.scores.tenths, found.scores.probabilities, strict=True
        )
    }
    for row in rows:
        tenth, chance = expected[row["customer_unique_id"]]
        assert row["decile"] == tenth
        assert float(row["probability"]) == pytest.approx(chance, abs=1e-6)
        assert row["snapshot"] == (BEGIN + dt.timedelta(days=SNAPSHOT)).isoformat()
        assert row["model"] == "logistic, 90 days from 2021-09-22"
    assert [int(row["decile"]) for row in rows] == sorted(int(row["decile"]) for row in rows)
    assert len({row["customer_unique_id"] for row in rows}) == len(rows)


def test_the_manifest_tells_what_the_scores_rest_on(published: Published) -> None:
    told = repeat_page.from_figures(published.manifest["figures"])
    assert (told.verdict, told.days, told.with_probability) == ("usable", 90, True)
    # At the first snapshot fewer than a hundred customers who buy every month had come.
    assert [window.verdict for window in told.windows] == ["too_few", *["usable"] * 3]
    last = told.windows[-1]
    assert last.snapshot == BEGIN + dt.timedelta(days=SNAPSHOT - 90)
    assert last.base_rate == pytest.approx(last.buyers / last.customers, abs=1e-6)
    assert last.top_customers == last.customers // 10
    assert last.lift is not None and last.lift_low is not None and last.lift_high is not None
    assert 1.5 < last.lift_low < last.lift < last.lift_high
    assert last.pr_auc is not None and last.pr_auc > 2 * last.base_rate
    assert sum(tenth.customers for tenth in told.calibration) == last.customers
    assert told.effects[0].name == "intercept" and len(told.effects) > 4
    words = told.sentences
    assert words[0].startswith("Of 1,000 customers in the top tenth, ")
    assert words[0].endswith(f"{told.scored:,} customers are scored.")
    assert words[1].startswith("The top tenth bought ") and "probabilities can be used" in words[2]


def test_two_kinds_of_customers_are_no_mbg_nbd(monthly: Purchases, published: Published) -> None:
    # Customers who buy every month or hardly ever are not as the model takes them to be; what it
    # says of them is as it is computed here, refused or not.
    found = valued(monthly, SNAPSHOT, 90)
    told = value_page.from_figures(published.manifest["figures"])
    assert told.refused == ("" if found.refusal is None else found.refusal.reason)
    assert len(published["predicted_value"]) == (0 if found.refusal else len(found.who))
    # BG/NBD cannot be fitted to them at all.
    assert [one.name for one in told.backtests] == ["MBG/NBD", "table"]


def test_what_is_expected_is_what_the_models_say(tmp_path: Path) -> None:
    bought = _in_cents(as_the_model(1, 1_500, 0.8, 30.0, 0.5, 3.0))
    found = valued(bought, SNAPSHOT, 90)
    assert found.prediction is not None
    # The last day of the data is that of the snapshot.
    day = int(bought.day.max()) + 1
    found = valued(bought, day, 90)
    assert found.prediction is not None
    made = publish_shop_with(_shop(bought), tmp_path)
    rows = made.by("predicted_value", "customer_unique_id")
    assert len(rows) == 1_500
    for place, who in enumerate(found.who):
        row = rows[f"u{who:05}"]
        assert row["horizon_days"] == "90"
        purchases = found.prediction.purchases[place]
        assert float(row["expected_purchases"]) == pytest.approx(purchases, abs=1e-5)
        revenue = found.prediction.revenue[place]
        assert float(row["expected_revenue"]) == pytest.approx(revenue, abs=0.011)
        if found.prediction.several[place]:
            assert float(row["p_alive"]) == pytest.approx(found.prediction.alive[place], abs=1e-5)
        else:
            assert row["p_alive"] == ""
    told = value_page.from_figures(made.manifest["figures"])
    assert told.expected_purchases == pytest.approx(found.prediction.purchases.sum(), rel=1e-5)
    # What is told of all is what the rows of the table add up to, as cards and Power BI do.
    of_rows = sum(Decimal(row["expected_revenue"]) for row in rows.values())
    assert told.expected_revenue == pytest.approx(float(of_rows), abs=1e-6)
    assert len(told.parameters) == 7
    assert told.sentences[0].startswith("Within 90 days 1,500 known customers are expected to buy ")
    assert "MBG/NBD" in told.sentences[1] and "a table of recency" in told.sentences[1]


def publish_shop_with(shop: Shop, folder: Path) -> Published:
    return publish(shop.write(folder / "raw"), folder / "out", BOTH)


def test_a_small_shop_has_the_tables_without_a_row_and_the_reasons(tmp_path: Path) -> None:
    made = publish_shop_with(small_shop(), tmp_path)
    for table, header in (
        ("repeat_propensity", "customer_unique_id,snapshot,decile,probability,model"),
        (
            "predicted_value",
            "customer_unique_id,horizon_days,expected_purchases,expected_revenue,p_alive",
        ),
    ):
        assert (made.folder / f"{table}.csv").read_text(encoding="utf-8") == f"{header}\n"
    told = repeat_page.from_figures(made.manifest["figures"])
    # From 10 January to 30 April 2020, both included.
    assert told.covered_days == 112 and told.windows == ()
    assert told.sentences == (
        "The data is too short to learn from: it covers 112 days, and 270 are needed. "
        "Nobody is scored.",
    )
    told_value = value_page.from_figures(made.manifest["figures"])
    assert (told_value.customers, told_value.repeat_customers) == (4, 3)
    assert told_value.sentences[0] == (
        "Nothing is predicted: 3 customers bought on several days, and 300 are needed to fit the "
        "models."
    )


def test_the_command_line_says_why_there_is_no_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = small_shop().write(tmp_path / "raw"), tmp_path / "out"
    asked = ("--input-dir", str(raw), "--output-dir", str(out), "--with", "repeat,predicted")
    assert main(["run", *asked]) == ExitCode.DONE
    said = capsys.readouterr().out
    assert "\nThe data is too short to learn from: it covers 112 days" in said
    assert "\nNothing is predicted: 3 customers bought on several days" in said


def test_what_nobody_asked_for_is_not_there(tmp_path: Path) -> None:
    made = publish_shop(small_shop(), tmp_path)
    assert "figures" not in made.manifest
    assert not (made.folder / "repeat_propensity.csv").exists()
    raw = small_shop().write(tmp_path / "open")
    with opened(raw) as results, results.database(RunContext()) as db:
        assert repeat_page.repeat_propensity(db) is None
        assert value_page.predicted_value(db) is None


def test_months_with_hardly_an_order_at_the_end_are_left_out(
    monthly: Purchases, published: Published, tmp_path: Path
) -> None:
    shop = _shop(monthly)
    shop.add("stray", "u00001", "2022-04-20", "5.00")
    made = publish_shop_with(shop, tmp_path)
    assert made["repeat_propensity"] == published["repeat_propensity"]


def test_a_run_can_be_cancelled_between_the_steps(monthly: Purchases) -> None:
    run = RunContext()
    steps = 0

    def between() -> None:
        nonlocal steps
        steps += 1
        if steps == 3:
            run.cancel()
        run.checkpoint()

    with pytest.raises(Cancelled):
        foresee(monthly, SNAPSHOT, 90, between)
    assert steps == 3


@pytest.mark.parametrize("told", [foresee, valued])
def test_a_fit_of_many_customers_ends_before_its_next_step(told: Callable[..., object]) -> None:
    run, steps = RunContext(), 0
    reached, cancelled = Event(), Event()

    def between() -> None:
        nonlocal steps
        steps += 1
        if steps == 20:
            reached.set()
            assert cancelled.wait(60)
        run.checkpoint()

    def cancel() -> None:
        assert reached.wait(60)
        run.cancel()
        cancelled.set()

    canceller = Thread(target=cancel)
    canceller.start()
    with pytest.raises(Cancelled) as ended:
        told(with_signal(1, 400_000), SNAPSHOT, 90, between)
    canceller.join()
    # Newton's method had begun, and calls this before each of its steps.
    assert "minimise" in [frame.name for frame in ended.traceback]
    assert steps == 20


# ---- The words.

_WINDOW = JudgedWindow(
    snapshot=dt.date(2018, 6, 1),
    customers=50_000,
    buyers=300,
    trained_buyers=280,
    base_rate=0.006,
    pr_auc=0.01,
    top_customers=5_000,
    top_buyers=60.0,
    lift=2.0,
    lift_low=1.5512,
    lift_high=2.57,
    predicted=290.0,
    predicted_to_actual=0.97,
    verdict="weak",
    separable=False,
)
_TOLD = RepeatPropensity(
    "weak", 90, dt.date(2018, 9, 1), 600, 270, (_WINDOW,), (), (), 0, with_probability=False
)


def _portuguese(text: Sentence) -> str:
    return text.in_window("pt_BR", {})


def test_a_verdict_in_words() -> None:
    said = propensity_sentence(_TOLD)
    assert said == (
        "Of 1,000 customers in the top tenth, 12 bought within 90 days, against 6 of 1,000 "
        "overall. Nobody is scored."
    )
    assert _portuguese(said) == (
        "De 1.000 clientes no décimo superior, 12 compraram em 90 dias, contra 6 de 1.000 no "
        "total. Ninguém recebe pontuação."
    )
    assert lift_sentence(_WINDOW) == (
        "The top tenth bought 2.0 times as often as all customers (95 % interval 1.6 to 2.6)."
    )
    # Of a rate below 1 in 1,000, more customers are told of.
    rare = replace(_WINDOW, base_rate=0.0006, top_buyers=6.0)
    assert propensity_sentence(replace(_TOLD, windows=(rare,))).startswith(
        "Of 10,000 customers in the top tenth, 12 bought within 90 days, against 6 of 10,000 "
    )
    none = replace(_WINDOW, verdict="none")
    assert propensity_sentence(replace(_TOLD, verdict="none", windows=(none,))).startswith(
        "Nothing known of customers tells who buys again: of 1,000 in the top tenth, 12 bought"
    )
    few = replace(_WINDOW, verdict="too_few", buyers=43, trained_buyers=61, top_customers=None)
    assert propensity_sentence(replace(_TOLD, verdict="too_few", windows=(few,))) == (
        "There are too few repeat purchases to learn from: 61 and 43 known customers bought in "
        "the last two periods of 90 days, and each period needs 100 of them. Nobody is scored."
    )
    rule = replace(_WINDOW, verdict="none", separable=True, top_customers=None, top_buyers=None)
    assert propensity_sentence(replace(_TOLD, verdict="none", windows=(rule,))).startswith(
        "Nearly everybody who bought within 90 days can be told from the others by one rule"
    )


def test_a_refusal_in_words() -> None:
    told = PredictedValue(
        refused="test_of_purchases",
        model="",
        parameter="",
        figure=1500.4,
        days=90,
        snapshot=dt.date(2018, 9, 1),
        customers=9_000,
        repeat_customers=700,
        actual_purchases=1_000.0,
        actual_revenue=50_000.0,
        backtests=(
            value_page.Backtest("MBG/NBD", 1500.4, 1.5004, 80_000.0),
            value_page.Backtest("table", 980.0, 0.98, None),
        ),
        parameters=(),
        expected_purchases=None,
        expected_revenue=None,
    )
    said = prediction_sentence(told)
    assert said == (
        "Nothing is predicted: purchases in the last 90 days were 1,000, the model predicted 1,500."
    )
    assert _portuguese(said) == (
        "Sem previsão: as compras nos últimos 90 dias foram 1.000, o modelo previu 1.500."
    )
    assert backtest_sentence(told) == (
        "Tested on the last 90 days by what was known before them: MBG/NBD predicted 1,500 (1.50 "
        "times as many), a table of recency and frequency predicted 980 (0.98 times as many); "
        "there were 1,000 purchases."
    )
    of_r = {"model": "MBG/NBD", "parameter": "r"}
    for changed, words in (
        ({"refused": "not_fitted", **of_r}, "MBG/NBD cannot be fitted"),
        ({"refused": "uncertain", **of_r, "figure": 2.34}, "r of MBG/NBD is too uncertain"),
        ({"refused": "uncertain", **of_r, "figure": None}, "r of MBG/NBD is not determined"),
        ({"refused": "beyond", **of_r, "figure": 5e4}, "r of MBG/NBD runs away (50,000)"),
        ({"refused": "no_mean", "figure": 0.9}, "(q is 0.90 and has to be above 1)"),
        ({"refused": "dependent", "figure": 0.41}, "(correlation +0.41, below 0.3"),
        ({"refused": "too_short"}, "covers too few days"),
        ({"refused": "not_tested"}, "they cannot be tested"),
        (
            {"refused": "test_of_revenue", "figure": 7e4},
            "was 50,000.00, the model predicted 70,000.00",
        ),
        ({"refused": "repeat_customers", "figure": 12.0}, "12 customers bought on several days"),
    ):
        other: Any = changed
        said = prediction_sentence(replace(told, **other))
        assert said.startswith("Nothing is predicted: ") and words in said
        assert _portuguese(said).startswith("Sem previsão: ")


@pytest.mark.parametrize("name", some(["olist_8k", "olist_20k"], "olist_8k"))
def test_real_orders_are_refused(name: str, tmp_path: Path) -> None:
    made = publish(reference(name), tmp_path, BOTH)
    told = repeat_page.from_figures(made.manifest["figures"])
    assert told.verdict == "too_few" and told.scored == 0
    assert made["repeat_propensity"] == made["predicted_value"] == []
    assert value_page.from_figures(made.manifest["figures"]).refused == "repeat_customers"
