"""The dashboard's charts: each paints itself into a window, a picture or a page of a report."""
