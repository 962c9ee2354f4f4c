"""Charts of what is told beside the published five: two parts of a month, moves, intervals."""
