"""실타래 as a picture."""
