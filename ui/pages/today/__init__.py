"""오늘: figures, what falls due, gates that wait, projects that stand still; a welcome before any of it."""
