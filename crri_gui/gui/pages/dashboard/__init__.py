"""The dashboard: the pages of the Power BI report, from the results at hand."""
