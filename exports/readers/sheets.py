"""A sheet as rows of text: the first sheet of a file that has anything in it.

Formulas give the value that was last calculated; dates read 2026. 11. 21.; whole numbers lose their ".0".
"""

from app.domain.tabular.sheet import text_of
from exports.readers.books import PasswordNeeded, Unreadable, open_book

MOST_ROWS = 50_000
MOST_COLUMNS = 500
_LOCKED = "암호가 걸린 파일입니다. 엑셀에서 암호를 풀어 저장한 뒤 다시 고르십시오."


def read_rows(content: bytes) -> list[tuple[int, list[str]]]:
    """Return the filled rows of a file with their numbers, as text; ``Unreadable`` says why it cannot be."""
    try:
        book = open_book(content)
    except PasswordNeeded as error:
        raise Unreadable(_LOCKED) from error
    place = next((place for place, info in enumerate(book.sheets) if info.rows), None)
    if place is None:
        return []
    found = []
    for number, row in enumerate(book.sheet(place).rows, 1):
        cells = [text_of(cell).strip() for cell in row[:MOST_COLUMNS]]
        if any(cells):
            found.append((number, cells))
        if len(found) > MOST_ROWS:
            raise Unreadable(f"줄이 {MOST_ROWS:,}개를 넘습니다. 나누어 저장하십시오.")
    return found
