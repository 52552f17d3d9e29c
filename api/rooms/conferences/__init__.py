"""Conferences and guests: people without accounts, badges, delegations, seats, sessions, papers to take, booths."""
