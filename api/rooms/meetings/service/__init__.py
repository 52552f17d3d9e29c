"""The verbs of the room: what other rooms may ask of it."""
