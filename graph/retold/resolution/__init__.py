"""Which local entities of several documents are one thing: pure functions and the types of the log.

Nothing is imported here: who only reads a graph needs none of the work of joining it.
"""
