"""From the figures of a shop's own report to ours: by which steps, and what stays unexplained."""
