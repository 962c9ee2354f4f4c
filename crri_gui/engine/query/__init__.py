"""What is asked of computed tables: pages of rows, profiles, the numbers of the dashboard."""
