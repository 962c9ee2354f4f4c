"""A text that is passed over at a glance is one that cleaning would have left alone."""

from __future__ import annotations

import duckdb

from crri_gui.engine.values.cleaning import cleaned, is_missing, may_be_no_text, unquoted

# Every character of the first 65,536 at the beginning, at the end, within, around and alone, and
# the words for a missing value in both cases, also with blanks and marks around them.
_TEXTS = """
SELECT replace(form, '?', chr(code::INTEGER)) AS v
FROM range(1, 65536) r(code), unnest(['?', '?a', 'a?', 'a?b', '?a?', '(?a']) f(form)
WHERE code NOT BETWEEN 55296 AND 57343
UNION ALL
SELECT replace(form, '?', word) FROM
    unnest(['null', '(null)', '[null]', '<null>', '\\n', 'nil', 'na', 'n/a', '<na>', 'nan', 'nat',
            'none', 'NULL', 'N/A', 'NaN', 'None', '', '#N/A', '#REF!', '#NOME?', '#nv']) w(word),
    unnest(['?', ' ?', '? ', '"?"', '''?''', '''?']) f(form)
"""


def test_what_is_passed_over_is_what_cleaning_leaves_alone() -> None:
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE texts AS {_TEXTS}")
        made = unquoted(cleaned("v"))
        changed = f"v IS DISTINCT FROM c OR {is_missing('c')}"
        told = con.execute(
            f"""SELECT count(*), count(*) FILTER ({changed}),
                       count(*) FILTER (({changed}) AND NOT {may_be_no_text("v")}),
                       count(*) FILTER (NOT {may_be_no_text("v")})
                FROM (SELECT v, {made} AS c FROM texts)"""
        ).fetchone()
    assert told is not None
    every, other, missed, passed = told
    assert every > 380_000 and other > 1_000 and passed > 300
    assert missed == 0
