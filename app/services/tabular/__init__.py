"""가져오기: from a workbook, a text file or the clipboard to records, looked at row by row before."""
