"""What is odd in the data, one module per check, and the statements that must add up."""
