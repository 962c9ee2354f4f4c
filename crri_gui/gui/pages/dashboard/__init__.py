"""The dashboard: the four pages of the Power BI report, from the results at hand."""
