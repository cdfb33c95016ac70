"""Fonts, icons, themes, templates and codes shipped with the program."""
