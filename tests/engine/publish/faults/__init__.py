"""Publication under kill -9, interrupts, full and read-only drives, and power cuts."""
