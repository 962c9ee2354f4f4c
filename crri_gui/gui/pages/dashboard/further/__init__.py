"""What the pages over extension tables share in the window: sentences, cohorts in money."""
