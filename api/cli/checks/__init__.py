"""`handbook doctor`: what works, what does not, and what to do about it.

A check is a function that looks at one thing and returns a `Finding`; its name is its key in `texts.CHECKS`.
"""
