"""타임라인: own projects as bars on a line of days, moved and stretched by hand or by the keyboard."""
