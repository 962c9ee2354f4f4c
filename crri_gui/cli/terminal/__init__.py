"""What a terminal is written to and what it shows: lines, streams, failures."""
