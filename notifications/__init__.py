"""Turns recorded events into messages on phones."""
