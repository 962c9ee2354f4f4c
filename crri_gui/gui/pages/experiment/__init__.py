"""Experiments with the shop's customers: their size, who gets what, what came of it."""
