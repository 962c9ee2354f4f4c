"""What each group of extension tables says first, for the page that sums up."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crri_gui.definitions import Definitions
from crri_gui.engine.core.database import DuckDB
from crri_gui.engine.query.dashboard.extensions.movement import movement, movement_sentence
from crri_gui.engine.query.dashboard.extensions.new_returning import (
    new_returning,
    returning_sentence,
)
from crri_gui.engine.query.dashboard.extensions.predicted_value import (
    predicted_value,
    prediction_sentence,
)
from crri_gui.engine.query.dashboard.extensions.repeat_propensity import (
    propensity_sentence,
    repeat_propensity,
)
from crri_gui.engine.query.dashboard.extensions.value import value, value_sentence
from crri_gui.messages import Sentence


def headlines(db: DuckDB) -> tuple[Sentence, ...]:
    """One of each group whose table was made, in the order of the pages."""
    made = {name for (name,) in db.rows("SELECT table_name FROM duckdb_tables()")}
    said = (sentence for table, tell in _TOLD.items() if table in made for sentence in tell(db))
    return tuple(said)


def _value(db: DuckDB) -> Iterator[Sentence]:
    # What a customer brings needs no margin.
    if (said := value_sentence(value(db, Definitions()))) is not None:
        yield said


def _movement(db: DuckDB) -> Iterator[Sentence]:
    told = movement(db)
    if told is not None and (said := movement_sentence(told)) is not None:
        yield said


def _returning(db: DuckDB) -> Iterator[Sentence]:
    if (said := returning_sentence(new_returning(db))) is not None:
        yield said


def _repeat(db: DuckDB) -> Iterator[Sentence]:
    if (told := repeat_propensity(db)) is not None:
        yield propensity_sentence(told)


def _predicted(db: DuckDB) -> Iterator[Sentence]:
    if (told := predicted_value(db)) is not None:
        yield prediction_sentence(told)


_TOLD: dict[str, Callable[[DuckDB], Iterator[Sentence]]] = {
    "cohort_ltv": _value,
    "segment_movement": _movement,
    "monthly_new_returning": _returning,
    "repeat_propensity": _repeat,
    "predicted_value": _predicted,
}
