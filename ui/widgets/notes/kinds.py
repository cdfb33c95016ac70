"""How each kind of card looks, here and wherever a card is named: an icon and three colours."""

from app.domain.finding import FindingKind
from ui import theme
from ui.theme import State

ICONS = {
    "voice": "message-square",
    "citizen_need": "megaphone",
    "admin_need": "building-2",
    "pain": "frown",
    "keyword": "hash",
    "persona": "circle-user",
    "problem": "target",
    "hmw": "circle-help",
    "idea": "lightbulb",
    "prototype": "box",
    "proposal": "send",
    "output": "file-check",
    "decision": "landmark",
}
WORDS = {**{kind.value: kind.label for kind in FindingKind}, "proposal": "제안", "output": "산출물",
         "decision": "반영"}  # fmt: skip


def look(kind: str) -> State:
    """Return the colours of a kind of card in the theme in force; what is no card is plain."""
    t = theme.tokens()
    return t.notes.get(kind) or State(t.text, t.line2, t.surface)
