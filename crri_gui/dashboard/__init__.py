"""What the dashboards show, whatever draws it: the measures, and the pages that show them.

Window, PDF and Power BI report draw the same descriptions. A page and its measures are found by
the names of their files: `pages/NAME.py` and `measures/NAME.py`.
"""
