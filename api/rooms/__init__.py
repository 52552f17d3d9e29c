"""The rooms: one folder a feature, with the same name in `pwa/src/rooms` and `tests/rooms`."""
