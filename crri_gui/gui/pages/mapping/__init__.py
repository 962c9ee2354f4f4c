"""The mapping page: which column of an export says what, and what comes of it."""
