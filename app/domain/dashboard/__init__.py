"""현황: figures, charts and map, the filters over them, and the doors to what they count."""
