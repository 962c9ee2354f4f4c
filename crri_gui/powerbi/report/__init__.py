"""The report: what is on each page and where, its colours."""
