"""The sample shop: made-up raw files, the same for every run."""
