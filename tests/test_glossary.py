"""The glossary says what the code says."""

from tests.glossary import FILE, glossary


def test_the_glossary_is_that_of_the_declared_fields() -> None:
    """``python -m tests.glossary`` was run after the last change of a field or a closed list."""
    assert FILE.read_text(encoding="utf-8") == glossary()
