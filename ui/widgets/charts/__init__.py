"""Charts: bars, lines, radar, heat and map, each walked by the keyboard."""
