"""The tables, one file per entity."""
