"""The page 제안."""
