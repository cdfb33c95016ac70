"""Building blocks shared by pages."""
