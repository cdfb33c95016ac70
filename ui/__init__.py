"""The desktop interface; PySide6 is imported only here."""
