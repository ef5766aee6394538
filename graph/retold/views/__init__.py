"""The graph as pages, networks and tables."""
