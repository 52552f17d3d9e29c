"""The library: documents and their files, text, search, and what a reader keeps to himself."""
