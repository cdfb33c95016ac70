"""활동: workshops, interviews and meetings with agenda, attendance, 진행 화면 and what they leave."""
