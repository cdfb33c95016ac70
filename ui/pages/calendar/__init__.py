"""일정: sessions, 할 일 and the days of stages as a month, a week or a list."""
