"""What is odd in the data, one module a check, and the statements that must add up."""
