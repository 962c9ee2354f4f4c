"""What the help says about each step."""

from __future__ import annotations

from PySide6.QtCore import QObject

from crri_gui.gui.widgets.keys import named


class HelpTexts(QObject):
    """The paragraphs, in the window's language."""

    def of(self, step: str) -> tuple[str, ...]:
        """The paragraphs of a step."""
        return {
            "source": (
                self.tr(
                    "Choose or drop the folder of raw exports: it is recognised, checked and "
                    "computed, and the dashboard opens. Files are recognised by their columns: any"
                    " names, any sub-folders, CSV (also gzipped), Parquet or Excel. Orders, "
                    "customers and order items are needed; payments and reviews add columns; the "
                    "other Olist tables are understood and not used."
                ),
                self.tr(
                    "Select a table to see its first rows. Where a file cannot be told apart, or "
                    "is another one, point the table at it with “Use another file…”. Where dates "
                    "could be day first or month first, the choice is yours: it is never guessed "
                    "row by row."
                ),
                self.tr(
                    "A list of orders in a layout that CRRI does not know opens a page on which "
                    "you say what its columns mean. What comes of it is counted while you do, and "
                    "nothing is kept before you say so."
                ),
            ),
            "checks": (
                self.tr(
                    "Every finding stands here by severity, with count, share and money; and what "
                    "keeps a folder from being computed, with what to do. Errors keep the outputs "
                    "from being published; warnings are to be known about; notes explain."
                ),
                self.tr(
                    "“Show the rows” opens the rows behind a finding as a table. Rows that could "
                    "not be read are the rejects: each with file, line, column, value and reason."
                ),
                self.tr(
                    "The statements show that nothing was lost: what was in the raw files is "
                    "what counts, plus what was left out and why, to the cent."
                ),
            ),
            "definitions": (
                self.tr(
                    "Every number's meaning can be chosen here. “Dashboards and decisions” is the "
                    "preset to decide by. Two others are for comparison with invoices and with "
                    "the bank; the last shows what the method of the notebook that the project "
                    "started from does to the numbers."
                ),
                self.tr(
                    "A change is a draft until it is applied; what it would do to the numbers "
                    "stands at the foot. Definitions can be saved to a file that the command line "
                    "reads as well."
                ),
            ),
            "tables": (
                self.tr(
                    "The outputs, the rejected rows, and all raw orders with why each counts "
                    "or not. A click on a head sorts; the funnel filters; Ctrl+F finds; Ctrl+C "
                    "copies the selection with its heads; export saves what is seen."
                ),
            ),
            "dashboard": (
                self.tr(
                    "The pages of the Power BI report, drawn by CRRI with the same names, "
                    "measures and filters. A click on a month or a state filters; a double click, "
                    "or Enter, opens the rows in Tables, and {back} returns. A double click on "
                    "a cohort or a named segment shows its customers. A double click on the head "
                    "of a chart enlarges it. Charts can be copied and saved, all pages become "
                    "one PDF."
                ).format(back=named("Alt+Left")),
                self.tr(
                    "Cards and sentences compare only complete months: the latest one with the "
                    "one before and with the same month of the year before. Months that are not "
                    "whole, or have hardly any orders, stand apart as hollow dots."
                ),
                self.tr(
                    "In the heat map a dot is a month in which nobody came back; a hatched cell is "
                    "a month that is not observed yet; a marked month is not complete."
                ),
                self.tr(
                    "Ctrl+I, or a right click, on any number asks why it is what it is: its rows, "
                    "the largest first, their lines in the raw files, the statement that it is "
                    "part of and what was left out. The customers behind it can be listed."
                ),
            ),
            "publish": (
                self.tr(
                    "A folder with a .pbix or .pbip near the raw files is taken; another can be "
                    "chosen, and is remembered. Before anything is written a sentence says what "
                    "changes, and the evidence unfolds below it: rows, totals, months, customers "
                    "whose segment changes, and in red what would break a refresh."
                ),
                self.tr(
                    "Publishing replaces all files or none. The former set is kept: “Restore the "
                    "former set…” brings it back. Then refresh in Power BI Desktop: Home, then "
                    "Refresh."
                ),
            ),
        }.get(step, ())


def step_texts(step: str) -> tuple[str, ...]:
    """The paragraphs of a step."""
    return HelpTexts().of(step)
