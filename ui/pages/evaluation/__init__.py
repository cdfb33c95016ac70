"""평가: rounds, ranks, score sheets and what follows from them."""
