"""What the tests of protected files look with."""

from pathlib import Path

from app.services.workspace import Workspace

OLD, NEW = "첫째 암호입니다", "second passphrase"
MARKS = ("표식과제칠삼구일", "표식이름팔공오", "표식내용육육", "표식파일명")


class Store:
    """A credential store in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        """Return what is kept."""
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        """Keep it."""
        self.kept[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        """Keep it no more."""
        del self.kept[service, name]


def readable(folder: Path) -> list[str]:
    """Return what somebody without the key finds below ``folder``: marks, plain pages, names that tell."""
    found = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        needles = [mark.encode() for mark in MARKS] + [b"SQLite format 3", b"CREATE TABLE"]
        found += [f"{path.name}: {needle.decode()}" for needle in needles if needle in content]
        found += [path.name] if len(path.name) == 64 else []
    return found


def reopened(ws: Workspace, key: str | None = None) -> Workspace:
    """Close a workspace and open its file as the next start does."""
    ws.close()
    return Workspace(ws.paths.file, ws.settings, key=ws.key if key is None else key)
