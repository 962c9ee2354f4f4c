"""The state of the analyst's work, and the thread that does it."""
