"""Every query of the room, one file for each of its parts."""
