"""The room's refusals, one file for each of its parts."""
