"""What a terminal is written to and read from: lines, streams, Ctrl-C, failures."""
