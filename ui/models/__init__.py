"""Item models derived from field specifications."""
