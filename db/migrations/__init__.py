"""Migrations: every change of the schema, in order."""
