"""예산 of a project: what is planned and spent by source, what to look at."""
