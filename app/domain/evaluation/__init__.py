"""평가: rounds, rubrics and score forms, and what scores come to."""
