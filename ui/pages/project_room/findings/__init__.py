"""발견·아이디어: the cards of a project as a board or a list, their thread, and dot votes on them."""
