"""A workbook behind a password, encrypted as Office itself does and reads it (ECMA-376, agile)."""

from io import BytesIO


def locked(workbook: bytes, password: str) -> bytes:
    """Return an xlsx encrypted under ``password``; what is read and written stays in memory."""
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = BytesIO()
    OOXMLFile(BytesIO(workbook)).encrypt(password, sealed)
    return sealed.getvalue()
