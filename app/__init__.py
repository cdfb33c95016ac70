"""함께설계: the composition root, the use cases and the pure rules of the domain."""
