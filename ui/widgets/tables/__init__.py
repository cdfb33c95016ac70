"""Tables of records: rows, columns, heads, checks, copying."""
