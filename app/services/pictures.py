"""Pictures that are saved: whole under their name, or not at all."""

from pathlib import Path


def save(path: Path, content: bytes) -> None:
    """Write a picture, or a paper made of one, to ``path``; what is wrong there is said as for reports.

    Raises ``UserError`` for a path that cannot be, ``EnvironmentProblem`` where the disk refuses.
    """
    # the renderers' folder is loaded when something is saved
    from exports.render import replace_file

    replace_file(path, lambda stream: stream.write(content))
