"""First rows of an export: its tables, what belongs to an order, which values tell of persons."""
