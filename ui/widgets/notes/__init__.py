"""The board of note cards."""
