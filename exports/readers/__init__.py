"""Readers of files made elsewhere; like renderers they alone know the library of their format."""
