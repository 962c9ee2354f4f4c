"""The numbers of the dashboard: `described` of any page, and what some pages ask beyond that."""
