"""Storage; SQLAlchemy is imported only here."""
