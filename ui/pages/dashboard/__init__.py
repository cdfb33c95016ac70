"""현황: figures of all projects, filtered together, each with the list behind it."""
