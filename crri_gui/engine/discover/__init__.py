"""Which file of a raw folder is which table, whatever its format and whatever lies beside it."""
