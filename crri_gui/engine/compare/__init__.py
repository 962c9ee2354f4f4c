"""Two sets of outputs against each other: what publishing would change."""
