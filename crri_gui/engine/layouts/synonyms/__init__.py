"""What shops call the columns and status words of their exports, in four languages."""
