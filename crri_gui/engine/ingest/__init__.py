"""Raw files into typed tables: every record is in its table or among the rejects."""
