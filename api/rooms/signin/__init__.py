"""Signing in: accounts, activation codes on paper, passkeys and passwords, sessions, devices and their keys."""
