"""The commands that have more to them than a call of the engine, each with its options."""
