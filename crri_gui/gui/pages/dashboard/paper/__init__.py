"""The dashboard on paper."""
