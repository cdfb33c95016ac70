"""보고서: choose one, say what it is about, see its pages, save it."""
