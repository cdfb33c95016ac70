"""What a window remembers of a protected file, sealed: half-typed lines lie in the clear in no folder."""

import json
from typing import TYPE_CHECKING, Any

from db import keys
from db.sealing import Seal

if TYPE_CHECKING:
    from app.services.workspace import Workspace


class Sealer:
    """Seals values for the settings folder by a secret that only the open data file tells.

    ``name`` tells apart what is sealed for different files, ``file`` is the name of the data file.
    """

    def __init__(self, name: str, file: str, secret: str) -> None:
        """Seal with ``secret``."""
        self.name, self.file, self._seal = name, file, Seal(secret)

    def seal(self, value: Any) -> str:
        """Return a JSON value as sealed letters."""
        return self._seal.seal_text(json.dumps(value, ensure_ascii=False))

    def open(self, sealed: str) -> Any:
        """Return the value; None where the letters are of another secret or damaged."""
        text = self._seal.open_text(sealed)
        return None if text is None else json.loads(text)


def sealer(ws: "Workspace") -> Sealer | None:
    """Return what seals for the open file; None where it is not protected: then nothing has to be."""
    if not ws.key or not ws.secrets.secret:
        return None
    return Sealer(keys.salt_in(ws.key).hex(), ws.paths.file.name, ws.secrets.secret)
