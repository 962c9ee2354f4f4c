"""Damaged and hostile raw files."""
