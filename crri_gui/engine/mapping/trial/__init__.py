"""A mapping tried on its export: what it makes of the rows, counted, and nothing published."""
