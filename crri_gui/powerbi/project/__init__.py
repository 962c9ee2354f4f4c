"""The Power BI project as files: made, written beside the CSVs, kept in step with a run."""
