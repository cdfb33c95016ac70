"""제안: proposals, ballots and the 반영 장부, on a page of their own and in the room of a project."""
