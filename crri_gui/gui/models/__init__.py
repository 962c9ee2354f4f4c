"""What the window's views show, as Qt asks for it."""
