"""The engine: raw files to published outputs. No Qt here."""
