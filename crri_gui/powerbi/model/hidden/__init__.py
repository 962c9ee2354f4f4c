"""Hidden measures: comparisons, findings, notes and the publication, which the report says."""
