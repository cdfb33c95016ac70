"""Pure rules of co-production work; standard library only."""
