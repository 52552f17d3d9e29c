"""The party organisations: the tree, its kinds and history, positions, rule sets."""
