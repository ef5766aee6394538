"""The questions that the graph answers, one module each.

Every question is a function of a `View` and gives a frozen result with `to_json`. Nothing is imported here,
so that a command pays only for the question it asks.
"""
