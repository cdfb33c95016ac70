"""What comes from Excel by the clipboard."""

from ui.widgets.tables.copying import cells_of, clipboard_rows


def test_cells_come_as_they_were_copied() -> None:
    """Rows end as Windows or others end them; a line break inside a cell stays in it, a lone quote too."""
    assert cells_of("가\t1\r\n나\t2\r\n") == [["가", "1"], ["나", "2"]]
    assert cells_of('가\t"두\n줄"\r\n나\t2\r\n') == [["가", "두\n줄"], ["나", "2"]]
    assert cells_of('5"\t2') == [['5"', "2"]]
    assert cells_of(clipboard_rows([["가", "나\n다"]]).text()) == [["가", "나 다"]]
