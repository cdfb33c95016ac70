"""찾기: the index of words, what is found by it, and words exchanged in many records."""
