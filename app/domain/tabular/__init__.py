"""가져오기: tables of offices as records, driven by the field specifications; nothing here reads a file."""
