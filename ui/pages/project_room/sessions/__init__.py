"""활동: the sessions of a project with agenda, minutes, attendance, decisions and what follows."""
