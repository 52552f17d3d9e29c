"""What the room takes and gives, one file for each of its parts."""
