"""진행 화면: a session on the projector, worked by the keyboard alone."""
