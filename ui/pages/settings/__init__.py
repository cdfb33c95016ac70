"""설정: the person's settings, the data file with its backups and its check, the shortcuts."""
