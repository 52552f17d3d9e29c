"""A program of its own that opens files from strangers: run as a child with little memory, little time and no secrets.

`python -m api.rooms.library.reader COMMAND PATH …` prints one JSON document; the room runs it through `workbench`.
"""
