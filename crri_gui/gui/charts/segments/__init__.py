"""Charts of customers: the scatter, the spread of spending, named segments as grid and table."""
