"""Bringing in what is there already: members from Excel, papers from a folder."""
