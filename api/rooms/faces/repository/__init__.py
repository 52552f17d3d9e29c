"""Every query of the room, by who asks: members, kiosks, the register."""
