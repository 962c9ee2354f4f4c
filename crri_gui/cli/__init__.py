"""The command line: arguments in, text or JSON out. It computes nothing."""
