"""Who buys again: what is refused, what is believed, and that nothing is known beforehand."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np
import pytest

from crri_gui.models.customers import Purchases, known, window
from crri_gui.models.foresight import Foresight, foresee
from crri_gui.models.intervals import wilson
from crri_gui.models.propensity import Judgement, features, judge, verdict_of
from crri_gui.models.ranking import average_precision, calibration, tenths, top_tenth
from tests.effort import tries
from tests.models import cdnow
from tests.models.simulated import SNAPSHOT, with_signal, without_signal


def test_the_area_below_precision_and_recall_by_hand() -> None:
    # Hits at the places 1 and 3: (1/1 + 2/3) / 2. With all scores equal it is the base rate.
    scores, bought = np.array([0.9, 0.8, 0.7, 0.1]), np.array([1.0, 0, 1, 0])
    assert average_precision(scores, bought) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(np.ones(4), bought) == pytest.approx(0.5)


def test_the_top_tenth_shares_out_ties() -> None:
    scores = np.r_[3.0, np.full(4, 2.0), np.full(15, 1.0)]
    bought = np.r_[1.0, [1, 1, 0, 0], np.zeros(15)]
    # Two of 20: the first, and one of four equals of whom half bought.
    found = top_tenth(scores, bought)
    assert (found.customers, found.buyers) == (2, 1.5)
    shuffled = np.random.default_rng(1).permutation(20)
    assert top_tenth(scores[shuffled], bought[shuffled]) == found


def test_equal_scores_are_in_one_tenth() -> None:
    assert tenths(np.arange(20.0)).tolist() == [n // 2 for n in range(21, 1, -1)]
    # 1 + floor(10 x (mid-rank - 0.5) / n): of ten customers, two on top and eight equal ones.
    assert tenths(np.array([5.0, 4, 1, 1, 1, 1, 1, 1, 1, 1])).tolist() == [1, 2] + [7] * 8
    found = calibration(np.array([0.5, 0.1, 0.1]), np.array([1.0, 0, 1]))
    assert [(one.tenth, one.customers, one.buyers) for one in found] == [(2, 1, 1), (7, 2, 1)]
    assert [one.predicted for one in found] == pytest.approx([0.5, 0.2])


def test_the_verdict_by_the_ends_of_the_lift() -> None:
    assert verdict_of(1.0, 1.9, 0.9) == "none"
    assert verdict_of(1.01, 1.49, 0.9) == "weak"
    assert verdict_of(1.01, 1.5, 0.049) == "weak"
    assert verdict_of(1.01, 1.5, 0.05) == "usable"


def test_too_few_buyers_in_either_window_are_too_few() -> None:
    bought = with_signal(1)
    trained, judged = (window(bought, SNAPSHOT - 90 * n, 90) for n in (2, 1))
    assert judge(trained, judged).verdict == "usable"
    few = np.zeros(len(judged.purchases))
    few[:99] = 1
    found = judge(trained, replace(judged, purchases=few))
    assert (found.verdict, found.buyers, found.lift) == ("too_few", 99, None)
    few = np.zeros(len(trained.purchases))
    few[:99] = 1
    found = judge(replace(trained, purchases=few), judged)
    assert (found.verdict, found.trained_buyers) == ("too_few", 99)
    few[99] = 1
    assert judge(replace(trained, purchases=few), judged).verdict != "too_few"


def test_outcomes_that_one_rule_tells_apart_get_no_probability() -> None:
    trained = window(with_signal(1), SNAPSHOT - 180, 90)
    rule = replace(trained, purchases=(trained.known.days > 2).astype(np.float64))
    found = judge(rule, rule)
    assert (found.verdict, found.separable, found.lift) == ("none", True, None)


def test_data_that_is_too_short_is_not_judged() -> None:
    bought = with_signal(1)
    young = Purchases(*(array[bought.day >= SNAPSHOT - 269] for array in asdict(bought).values()))
    assert foresee(young, SNAPSHOT, 90) == Foresight("too_few", (), None, calibrated=False)
    begins = int(bought.day.min())
    assert len(foresee(bought, begins + 270, 90).windows) == 1
    assert len(foresee(bought, begins + 359, 90).windows) == 1
    assert len(foresee(bought, begins + 360, 90).windows) == 2
    nobody = Purchases(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    assert foresee(nobody, SNAPSHOT, 90).verdict == "too_few"


def test_a_strong_signal_is_found_and_scores_the_customers_of_today() -> None:
    for seed in range(tries(2, 20)):
        bought = with_signal(seed)
        found = foresee(bought, SNAPSHOT, 90)
        assert [judged.verdict for _, judged in found.windows] == ["usable"] * 4
        assert [snapshot for snapshot, _ in found.windows] == [360, 450, 540, 630]
        assert found.scores is not None and found.calibrated
        # Whoever buys every month is in the top tenth.
        seen, who = known(bought, SNAPSHOT, 90)
        assert found.scores.who.tolist() == who.tolist()
        often = seen.recent >= 3
        assert np.mean(found.scores.tenths[often] == 1) > 0.8
        assert ((found.scores.probabilities > 0) & (found.scores.probabilities < 1)).all()


def test_nothing_of_the_snapshot_or_later_reaches_a_feature() -> None:
    for seed in range(tries(3, 30)):
        bought = (with_signal if seed % 2 else without_signal)(seed, 1_500)
        for snapshot in (90, 400, 630, SNAPSHOT):
            with_later, who = known(bought, snapshot, 90)
            without, same = known(bought.until(snapshot), snapshot, 90)
            assert who.tolist() == same.tolist()
            assert (features(with_later) == features(without)).all()
    # And the scores of then are those that would have been given then.
    bought = with_signal(3)
    then, now = foresee(bought.until(600), 600, 90), foresee(bought, 600, 90)
    assert then.scores is not None and now.scores is not None
    assert (then.scores.probabilities == now.scores.probabilities).all()


def test_shuffled_outcomes_are_never_usable() -> None:
    random = np.random.default_rng(11)
    bought = with_signal(5)
    trained, judged = (window(bought, SNAPSHOT - 90 * n, 90) for n in (2, 1))
    assert judge(trained, judged).verdict == "usable"
    verdicts = [
        judge(
            replace(trained, purchases=random.permutation(trained.purchases)),
            replace(judged, purchases=random.permutation(judged.purchases)),
        ).verdict
        for _ in range(tries(10, 300))
    ]
    assert "usable" not in verdicts
    assert wilson(verdicts.count("weak"), len(verdicts), 0.99)[0] <= 0.01


def test_a_shop_without_signal_is_never_usable() -> None:
    verdicts: list[str] = []
    for seed in range(tries(3, 120)):
        found = foresee(without_signal(seed), SNAPSHOT, 90)
        assert found.verdict != "usable" and found.scores is None
        verdicts += [judged.verdict for _, judged in found.windows]
    assert {*verdicts} <= {"none", "weak"}
    # A signal is claimed in at most 1 %: more than that by chance alone.
    assert wilson(verdicts.count("weak"), len(verdicts), 0.99)[0] <= 0.01


def test_the_order_of_customers_never_matters() -> None:
    bought = with_signal(4, 2_000)
    other = np.random.default_rng(1).permutation(2_000)
    moved = Purchases(other[bought.customer], bought.day, bought.value)
    order = np.lexsort([moved.day, moved.customer])
    moved = Purchases(moved.customer[order], moved.day[order], moved.value[order])

    def judged(one: Purchases) -> Judgement:
        return foresee(one, SNAPSHOT, 90).windows[-1][1]

    first, second = judged(bought), judged(moved)
    assert (first.verdict, first.top) == (second.verdict, second.top)
    assert first.predicted == pytest.approx(second.predicted, rel=1e-9)


def test_repeat_purchases_of_cdnow_can_be_told() -> None:
    bought = cdnow.purchases()
    found = foresee(bought, int(bought.day.max()) + 1, 90)
    assert [judged.verdict for _, judged in found.windows] == ["usable"] * 4
    assert found.calibrated and found.scores is not None
