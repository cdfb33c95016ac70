"""보고서: what the records say as papers of every kind, checked, exported, in batches."""
