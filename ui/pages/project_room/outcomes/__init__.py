"""성과 of a project: indicators with their course, pairs of before and after, experiments."""
