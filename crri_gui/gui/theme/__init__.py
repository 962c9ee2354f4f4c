"""Light and dark: palette and style sheet."""
