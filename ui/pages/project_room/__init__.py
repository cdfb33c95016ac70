"""과제방: one project with its stages, team, outputs and history."""
