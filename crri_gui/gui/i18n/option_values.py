"""An option's value as the window's language writes it."""

from __future__ import annotations

from crri_gui.definitions import OPTIONS
from crri_gui.definitions.option_types import Amounts, OptionalPercent, Percent
from crri_gui.gui.i18n import numbers
from crri_gui.gui.i18n.words import language, of_definitions, translate_message
from crri_gui.messages import Sentence, sentence
from crri_gui.messages.formatting import LANGUAGES


def value_of(name: str, value: object) -> str:
    """What a named value means; one of the user's own with the language's signs and dates."""
    option = OPTIONS[name]
    value = option.from_plain(value)
    if option.is_named(value):
        return of_definitions(option.named[str(value)])
    if not option.is_own(value):
        return option.to_text(value)  # of a record of another version
    if isinstance(option, Percent | OptionalPercent):
        return f"{option.to_text(value).replace('.', numbers.locale().decimalPoint())} %"
    if isinstance(option, Amounts):
        amounts = Amounts.by_month(value).items()
        return "; ".join(
            f"{numbers.month(month)}: {numbers.amount(one)}" if month else numbers.amount(one)
            for month, one in amounts
        )
    return option.own_in_words(value, LANGUAGES[language()])


def option_with_value(name: str, value: object) -> tuple[str, str]:
    """The title of an option and its value; of one of another version what a record has."""
    if name not in OPTIONS:
        return name, str(value)
    return of_definitions(OPTIONS[name].title), value_of(name, value)


def of_comparison(note: str, *, done: bool = False) -> str:
    """A note of a comparison; definitions that differ are named as the window names them.

    `done`: what was computed is published since.
    """
    if not isinstance(note, Sentence) or note.name != "other_definition":
        return translate_message(note)
    name = note.values["name"]
    option = OPTIONS.get(name)
    if option is None:
        return translate_message(note)
    before, now = (value_of(name, option.parse(note.values[when])) for when in ("before", "now"))
    title = of_definitions(option.title)
    said = "definition_has_changed" if done else "other_definition_in_words"
    return translate_message(sentence(said, title=title, before=before, now=now))
