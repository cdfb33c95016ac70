"""Masks of personal information: one rule for the whole program (개인정보 보호법, 가림 처리)."""


def mask_name(name: str) -> str:
    """Hide all letters of a name but the first and the last: 홍*동, 홍*, 남**수; spaces stay."""
    letters = name.strip()
    if len(letters) <= 1:
        return "*" * len(letters)
    kept = 1 if len(letters) == 2 else 2
    middle = letters[1:] if kept == 1 else letters[1:-1]
    hidden = "".join(" " if letter == " " else "*" for letter in middle)
    return letters[0] + hidden + (letters[-1] if kept == 2 else "")


def mask_phone(phone: str) -> str:
    """Hide the digits between the first three and the last four: 010-****-1234."""
    places = [place for place, letter in enumerate(phone) if letter.isdigit()]
    hidden = set(places[3:-4] if len(places) > 7 else places[:-2])
    return "".join("*" if place in hidden else letter for place, letter in enumerate(phone))


def mask_email(address: str) -> str:
    """Hide the name before @ but its first two letters: ho***@example.kr."""
    name, at, host = address.partition("@")
    return f"{name[:2] if len(name) > 2 else name[:1]}***{at}{host}"
