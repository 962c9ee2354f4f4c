"""What text is compared by: without outer white space and invisible characters, composed.

The expressions are DuckDB's. They are used while a file is read, before anything is computed.
"""

from __future__ import annotations

from collections.abc import Iterable

SPACES = r"[\s\x0b\x{85}\p{Z}]"
"""Every kind of white space: blanks, tabs, line ends, no-break and typographic spaces."""
INVISIBLE = r"[\p{Cf}\x{180e}]"
"""Characters without a width: zero-width spaces and joiners, byte-order and direction marks."""

# What databases, pandas, R and spreadsheets write for a value that is not there.
_MISSING = (
    *("null", "(null)", "[null]", "<null>", "\\n", "nil"),
    *("na", "n/a", "<na>", "nan", "nat", "none"),
)
# The errors of spreadsheets, in the language of whoever made them: #N/A, #REF!, #NOME?, #NV.
_SHEET_ERROR = r"#([^\s!?]{1,12}[!?]|n/[ad]|nv)"
_QUOTED = "|".join(
    f"{first}[^{first}{last}]*{last}"
    for first, last in ((r"\x27",) * 2, '""', "``", "\u2018\u2019", "\u201c\u201d")
)
LONGEST_MISSING = 14
"""The most bytes that a word for a missing value has, less letters beyond ASCII."""


def cleaned(text: str) -> str:
    """The expression `text` without outer white space and invisible characters, in Unicode's
    composed form; spaces of other kinds within it become blanks."""
    visible = rf"regexp_replace({text}, '{INVISIBLE}+', '', 'g')"
    blanks = rf"regexp_replace({visible}, '\p{{Z}}', ' ', 'g')"
    return rf"nfc_normalize(regexp_replace({blanks}, '^{SPACES}+|{SPACES}+$', '', 'g'))"


def one_line(text: str) -> str:
    """The expression `text` with every run of white space as one blank, and none around it."""
    visible = rf"regexp_replace({text}, '{INVISIBLE}+', '', 'g')"
    return rf"trim(regexp_replace({visible}, '{SPACES}+', ' ', 'g'))"


def is_missing(text: str, *, but: tuple[str, ...] = ()) -> str:
    """A condition: the cleaned expression `text` is blank or a word for a missing value.

    `but` are words, in lower case, that stand for themselves.
    """
    words = _listed(word for word in ("", *_MISSING) if word not in but)
    return rf"(lower({text}) IN ({words}) OR regexp_full_match(lower({text}), '{_SHEET_ERROR}'))"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def unquoted(text: str) -> str:
    """The cleaned expression `text` without the quotation marks around it, and without the
    apostrophe by which spreadsheets mark a text; those of 's-Hertogenbosch and 't Gooi stay."""
    marked = f"prefix({text}, chr(39)) AND NOT contains({text}[2:], chr(39))"
    inner = (
        f"CASE WHEN regexp_full_match({text}, '{_QUOTED}') THEN {text}[2:-2] "
        f"WHEN {marked} AND NOT regexp_matches({text}, '^''[st][ -]') THEN {text}[2:] "
        f"ELSE {text} END"
    )
    return cleaned(inner)


def is_plain(value: str) -> bool:
    """Whether `cleaned`, `unquoted` and `is_missing` leave a value alone; may deny it of others."""
    return (
        value.isascii()
        and value.isprintable()
        and value[:1] > "("
        and value[0] != "`"
        and not value.endswith(" ")
        and value.lower() not in _MISSING
    )


def may_need_cleaning(key: str) -> str:
    """A condition that holds for every key that `cleaned` or `unquoted` changes, or that is empty.

    It is cheap, and holds for others too.
    """
    outer = " OR ".join(f"suffix({key}, chr({code}))" for code in (32, 9, 10, 11, 12, 13))
    # A letter beyond ASCII has more than one byte; what sorts below "(" begins with a blank or,
    # among others, with a quotation mark or an apostrophe.
    return f"(strlen({key}) <> length({key}) OR {key} < '(' OR starts_with({key}, '`') OR {outer})"


def may_be_no_text(text: str) -> str:
    """A condition that holds for every text that `cleaned` or `unquoted` changes, or that says that
    a value is missing. It is cheap, and holds for others too.
    """
    word = f"strlen({text}) <= {LONGEST_MISSING} AND lower({text}) IN ({_listed(_MISSING)})"
    return f"({may_need_cleaning(text)} OR {word})"
