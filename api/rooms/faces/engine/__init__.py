"""Finding faces on pictures and turning each into 128 numbers, in a child process of its own.

A child, because a net that two threads use at once gives wrong numbers, because a picture from outside may take all
memory or all time and then only the child dies, and because what it sees is gone with it. `worker` is the parent's
side; everything else here runs in the child, which knows neither settings nor secrets nor the database.
"""
