"""Turns the facts that rooms announce into messages people get; it knows the rooms, no room knows it."""
