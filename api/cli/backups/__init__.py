"""Backup and restore: one tar file that holds the database, the files and, when asked for, the secrets."""
