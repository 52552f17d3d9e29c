"""Every query of the room. Callers have been shown the meeting."""
