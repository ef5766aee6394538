"""Which local entities of several documents are one thing: pure functions and the types of the log."""

from retold.resolution.clustering import Clustering, Edge, Node, cluster
from retold.resolution.decisions import Decision, Explanation, Judgement
from retold.resolution.explaining import explain
from retold.resolution.profiles import Link, Posting, Profile, profiles

__all__ = [
    "Clustering",
    "Decision",
    "Edge",
    "Explanation",
    "Judgement",
    "Link",
    "Node",
    "Posting",
    "Profile",
    "cluster",
    "explain",
    "profiles",
]
