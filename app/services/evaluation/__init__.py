"""평가: rounds with their panels and scores, rubrics, score forms, awards, agencies over the years."""
