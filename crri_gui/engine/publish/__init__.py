"""The outputs on disk: written, read back, swapped for what was published, restored."""
