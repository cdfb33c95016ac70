"""Names of files that every system takes."""

import re

LONGEST = 80
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
# Windows keeps these for devices, whatever follows the first dot.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")


def fitting(name: str, instead: str = "파일") -> str:
    """Return ``name`` without signs that a system refuses, no longer than 80 letters, its ending kept."""
    fit = " ".join(_UNFIT.sub(" ", name).split()).strip(" .")
    if len(fit) > LONGEST:
        stem, dot, ending = fit.rpartition(".")
        short = bool(dot) and len(ending) <= 8
        fit = (
            f"{stem[: LONGEST - len(ending) - 1].rstrip(' .')}.{ending}"
            if short
            else fit[:LONGEST].rstrip(" .")
        )
    return f"_{fit}" if _DEVICES.fullmatch(fit) else fit or instead
