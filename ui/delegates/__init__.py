"""Painters of single table cells."""
