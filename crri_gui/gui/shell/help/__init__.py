"""The help: its window, and what it says about each step."""
