"""What a page of the dashboard shows beyond its description: a `TAB` in a module of its key.

A page without a module here is drawn by `described_tab`.
"""
