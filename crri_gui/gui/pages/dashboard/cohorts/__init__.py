"""What the pages of cohorts share: the matrix, and the words for it."""
