"""참여자: the roster, one person beside it, and rosters pasted from a spreadsheet."""
