"""The numbers of the dashboard: `described` of any page, and what four pages ask beyond that."""
