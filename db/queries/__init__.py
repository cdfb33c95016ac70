"""Set-based reads, one file per screen or entity."""
