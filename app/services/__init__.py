"""Use cases: plain verbs that take values and return frozen rows."""
