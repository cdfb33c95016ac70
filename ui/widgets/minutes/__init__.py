"""회의록: its editor, and its document."""
