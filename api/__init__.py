"""The HTTP API of the electronic party member handbook."""
