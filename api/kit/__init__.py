"""Shared code that knows no room."""
