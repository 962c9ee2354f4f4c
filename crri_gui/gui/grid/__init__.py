"""Tables of any size: rows, columns, filters, and what can be done with them."""
