"""엑셀에서 가져오기: a file, its columns, its rows one by one, and then all of it in one step."""
