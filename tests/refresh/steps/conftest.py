"""What every step is tested with: waits that take no time, and what it tells of."""

from __future__ import annotations

import pytest

from crri_gui.refresh.digest import Digest, Figure
from crri_gui.refresh.notification import Notification, of_publication
from crri_gui.refresh.said import in_every_language
from crri_gui.refresh.steps.patience import Patience
from tests.refresh.steps.clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience(seconds=5.0, sleep=clock.sleep, clock=clock.time)


@pytest.fixture
def told() -> Notification:
    line = in_every_language("Revenue of Feb 2020 <b>*up*</b> & more")
    figures = (Figure("revenue", "10.00", "70.50"), Figure("orders", "1", "3"))
    digest = Digest(
        "Casa & Azul", "R$", "2020-03-01T06:00:00+00:00", False, figures, (), (), (line,)
    )
    return of_publication("2020-03-02-abc", digest)
