"""The Definitions page: every option in words, with what it would do."""
