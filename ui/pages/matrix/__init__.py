"""총괄표·사례: the counted table, the cases of a cell, and one case as a card."""
