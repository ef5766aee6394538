"""The graph as linked data: `retold.rdf.export` says which graphs there are and writes them."""
