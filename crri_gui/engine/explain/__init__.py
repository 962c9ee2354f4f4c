"""Why a number is what it is: its rows, their raw lines, what was left out, and as one page.

`asked` says which number is meant, `explanation` answers, `raw_lines` goes back to the raw
files, `page` writes the answer for an auditor, `customers` lists who is behind a selection.
"""
