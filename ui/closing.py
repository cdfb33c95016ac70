"""Whether a window may close: what is being typed is handed over before, and waited for."""

from collections.abc import Callable

from ui.context import Context

CLOSE_SECONDS = 20.0
STILL = "아직 저장하고 있습니다. 끝나면 닫아 주십시오."
NOT_STORED = (
    "마지막에 적은 것을 저장하지 못해 닫지 않았습니다. 적은 것은 그 자리에 있습니다. 다시 닫으면 버립니다."
)


class Closing:
    """Lets a window close once everything is stored; what could not be goes at the second try only."""

    def __init__(self, context: Context) -> None:
        """Know of nothing that was not stored."""
        self._context, self._told = context, False

    def allowed(self, hand_over: Callable[[], object]) -> bool:
        """Let ``hand_over`` begin the last writes and wait for them; say what speaks against closing."""
        failed: list[str] = []
        tasks = self._context.tasks
        noting = tasks.writeFailed.connect(lambda label: failed.append(label))
        try:
            hand_over()
            done = not tasks.writing() or tasks.wait_idle(CLOSE_SECONDS)
        finally:
            tasks.writeFailed.disconnect(noting)
        refusal = "" if done else STILL
        if done and failed and not self._told:
            self._told, refusal = True, NOT_STORED
        if refusal:
            self._context.notify(refusal)
        return not refusal
