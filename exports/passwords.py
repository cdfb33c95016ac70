"""Files behind a password: a workbook as Office itself encrypts it, a PDF by AES of 256 bits."""

import re
from io import BytesIO

_CLAIM = re.compile(rb"<rdf:Description[^>]*xmlns:pdfaid=.*?</rdf:Description>", re.DOTALL)


def locked(workbook: bytes, password: str) -> bytes:
    """Return an xlsx encrypted under ``password`` (ECMA-376, agile); all of it stays in memory."""
    from msoffcrypto.format.ooxml import OOXMLFile

    sealed = BytesIO()
    OOXMLFile(BytesIO(workbook)).encrypt(password, sealed)
    return sealed.getvalue()


def locked_pdf(pages: bytes, password: str) -> bytes:
    """Return a PDF encrypted under ``password`` (ISO 32000-2, AES-256), with all that it says of itself."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import StreamObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pages)))
    metadata = writer.root_object["/Metadata"].get_object()
    if isinstance(metadata, StreamObject):
        metadata.set_data(_CLAIM.sub(b"", metadata.get_data()))  # PDF/A is never encrypted
    writer.encrypt(user_password=password, owner_password=None, algorithm="AES-256")
    sealed = BytesIO()
    writer.write(sealed)
    return sealed.getvalue()


LOCKS = {"xlsx": locked, "pdf": locked_pdf}
"""How a format is put behind a password; others cannot be."""
