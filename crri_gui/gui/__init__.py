"""The window: it shows what the engine says and holds no analytics."""
