"""What one can do with cards: every verb is one named step that undo takes back."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.finding import Cluster, Finding, FindingKind, Node, NodeKind
from app.domain.hangul import quoted
from app.errors import UserError
from app.services import findings, outputs, proposals
from ui.context import Context
from ui.dialogs.ask import AskDialog
from ui.dialogs.confirm import confirm
from ui.dialogs.linking import pick
from ui.pages.project_room.findings.data import Ground, source_of
from ui.pages.project_room.findings.dialogs import (
    CARD_SPECS,
    CLUSTER_NAME,
    CardDialog,
    PersonaDialog,
    cluster_spec,
)

TEXT = CARD_SPECS[1]
MOST_PASTED = 2_000
_KINDS = {kind.label: kind.value for kind in FindingKind}


class FindingVerbs:
    """The verbs of the board; ``ground()`` returns what is shown, ``done(card)`` frames a card afterwards."""

    def __init__(
        self,
        context: Context,
        owner: QWidget,
        ground: Callable[[], Ground | None],
        done: Callable[[int], None],
    ) -> None:
        """Act for the tab ``owner``."""
        self.context, self.owner, self._ground, self._done = context, owner, ground, done

    def write(self, label: str, fn: Callable[..., Any], done: Callable[[Any], None] | None = None) -> None:
        """Run a step of work; a refusal is said in a message."""
        self.context.tasks.write(self.owner, label, fn, done)

    # -- cards

    def add(self, kind: str = FindingKind.PAIN, cluster: int | None = None) -> None:
        """Ask for a new card."""
        ground = self._ground()
        if ground is None:
            return
        if kind == FindingKind.PERSONA:
            self.add_persona(cluster)
            return
        project = ground.project_id
        dialog = CardDialog(self.owner, {"kind": kind}, "추가")
        dialog.store_by(
            self.context.tasks, "카드 추가",
            lambda ws, values: findings.add(ws, project, cluster_id=cluster, **values), self._done,
        )  # fmt: skip

    def add_persona(self, cluster: int | None = None) -> None:
        """Ask for a new persona."""
        ground = self._ground()
        if ground is None:
            return
        project = ground.project_id
        dialog = PersonaDialog(self.owner, {}, "추가")

        def store(ws: Any, _values: dict[str, Any]) -> int:
            persona = _with_picture(ws, project, dialog)
            return findings.add(ws, project, "persona", "", persona=persona, cluster_id=cluster)

        dialog.store_by(self.context.tasks, "퍼소나 추가", store, self._done)

    def open(self, card: Finding) -> None:
        """Edit a card in a dialog, a persona in its own."""
        if card.kind == FindingKind.PERSONA:
            self._open_persona(card)
            return
        values = {"kind": card.kind, "text": card.text, "speaker": card.speaker}
        dialog = CardDialog(self.owner, values, "저장")
        dialog.store_by(
            self.context.tasks, "카드 고치기", lambda ws, given: findings.edit(ws, [card.id], given)
        )

    def _open_persona(self, card: Finding) -> None:
        kept = card.persona.get("picture", "")
        shown = outputs.content(self.context.workspace, kept)
        dialog = PersonaDialog(self.owner, {"name": card.text, **card.persona}, "저장", shown)

        project = card.project_id

        def store(ws: Any, _values: dict[str, Any]) -> None:
            persona = _with_picture(ws, project, dialog)
            text = findings.introduced(persona)
            findings.edit(ws, [card.id], {"text": text}, persona=persona)

        dialog.store_by(self.context.tasks, "퍼소나 고치기", store)

    def delete(self, ids: Sequence[int]) -> None:
        """Ask, then delete cards."""
        if not ids:
            return
        words = f"카드 {len(ids)}장과 그 연결·점을 지웁니다. 실행 취소로 되돌릴 수 있습니다."

        def run() -> None:
            self.write("카드 지우기", lambda ws: findings.delete(ws, ids))

        confirm(self.owner, "카드 지우기", words, "지우기", run, danger=True)

    def set_kind(self, ids: Sequence[int], kind: str) -> None:
        """Give cards another kind."""
        self.write("종류 바꾸기", lambda ws: findings.edit(ws, ids, {"kind": kind}))

    def move(self, ids: Sequence[int], cluster: int | None, before: int | None = None) -> None:
        """Put cards into a cluster."""
        self.write("카드 옮기기", lambda ws: findings.move(ws, ids, cluster, before))

    def merge(self, ids: Sequence[int]) -> None:
        """Merge cards into the first of them."""
        self.write("카드 합치기", lambda ws: findings.merge(ws, ids), self._merged)

    def _merged(self, survivor: int) -> None:
        self._done(survivor)
        self.context.notify("카드를 합쳤습니다. 출처와 연결은 남은 카드로 옮겼습니다.")

    def split(self, card: Finding) -> None:
        """Ask for the parts of a card, one a line, then split it."""
        text = "카드 한 장에 한 줄씩 나누어 쓰십시오. 출처와 연결은 모든 카드에 남습니다."
        dialog = AskDialog(self.owner, "카드 나누기", text, TEXT, "나누기", _parts, "split")
        dialog.field.editor.set_value(card.text)
        dialog.store_by(
            self.context.tasks, "카드 나누기", lambda ws, words: findings.split(ws, card, _parts(words))
        )

    def copy(self, cards: Sequence[Finding]) -> None:
        """Put cards on the clipboard as lines of kind, text and source."""
        lines = (
            f"{FindingKind(card.kind).label}\t{' '.join(card.text.split())}\t{source_of(card)}"
            for card in cards
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self, kind: str, cluster: int | None) -> None:
        """Make a card of every line on the clipboard; a line may begin with its kind and a tab."""
        ground = self._ground()
        lines = [line for line in QGuiApplication.clipboard().text().splitlines() if line.strip()]
        if ground is None or not lines:
            self.context.notify("붙여넣을 글이 없습니다. 한 줄에 한 장씩 복사하십시오.")
            return
        if len(lines) > MOST_PASTED:
            words = f"한 번에 {MOST_PASTED:,}장까지 붙여넣습니다. 복사한 글은 {len(lines):,}줄입니다."
            self.context.notify(f"{words} 나누어 붙여넣으십시오.")
            return
        cards = [_pasted(line, kind) for line in lines]
        project = ground.project_id

        def store(ws: Any) -> None:
            with ws.unit_of_work(f"카드 {len(cards)}장 붙여넣기") as work:
                for found, text in cards:
                    findings.create(work, project, found, text, cluster_id=cluster)

        said = f"카드 {len(cards)}장을 붙여넣었습니다."
        self.write("카드 붙여넣기", store, lambda _none: self.context.notify(said))

    # -- the thread

    def link(self, card: Finding) -> None:
        """Ask where a card came from and link it; a loop is refused in the dialog."""
        words = f"{quoted(_short(card.text), '이/가')} 어디에서 왔는지 고릅니다."
        pick(self.context, self.owner, card.project_id, ("finding", card.id), "근거 잇기", words)

    def link_problem(self, card: Finding) -> None:
        """Ask which problems a card stands behind and link them to it."""
        words = f"‘{_short(card.text)}’에서 나온 문제정의를 고릅니다."
        self._pick_result(card, "문제정의 잇기", words, lambda node: node.subkind == FindingKind.PROBLEM)

    def link_proposal(self, card: Finding) -> None:
        """Ask which of the project's proposals came from a card and link them to it."""
        words = f"‘{_short(card.text)}’에서 나온 제안을 고릅니다."
        self._pick_result(card, "제안에 잇기", words, lambda node: node.kind == NodeKind.PROPOSAL)

    def _pick_result(self, card: Finding, title: str, words: str, wanted: Callable[[Node], bool]) -> None:
        here = ("finding", card.id)
        pick(self.context, self.owner, card.project_id, here, title, words, wanted, results=True)

    def propose(self, card: Finding) -> None:
        """Make a proposal of a card, which stays its origin."""
        values = {
            "title": _short(card.text, 60),
            "text": card.text,
            "channel": "field",
            "project_id": card.project_id,
            "proposer": card.speaker,
        }
        self.write(
            "제안으로 만들기",
            lambda ws: proposals.create(ws, values, parents=[("finding", card.id)]),
            lambda made: self.context.notify(
                f"제안 {made.number} {quoted(made.title, '을/를')} 만들었습니다."
            ),
        )

    # -- clusters

    def add_cluster(self, ids: Sequence[int] = ()) -> None:
        """Ask for the name of a new cluster for cards."""
        ground = self._ground()
        if ground is None:
            return
        project = ground.project_id
        words = f"고른 카드 {len(ids)}장을 함께 넣습니다." if ids else "카드를 끌어다 놓을 묶음을 만듭니다."
        AskDialog(
            self.owner, "묶음 만들기", words, cluster_spec(ground.clusters), "만들기",
            lambda name: self.write("묶음 만들기", lambda ws: findings.add_cluster(ws, project, name, ids)),
            "group",
        ).open()  # fmt: skip

    def rename_cluster(self, cluster: Cluster) -> None:
        """Ask for another name of a cluster."""
        dialog = AskDialog(
            self.owner, "묶음 이름 바꾸기", f"‘{cluster.name}’의 이름을 바꿉니다.", CLUSTER_NAME, "바꾸기",
            lambda name: self.write("묶음 이름", lambda ws: findings.rename_cluster(ws, cluster.id, name)),
            "pencil",
        )  # fmt: skip
        dialog.field.editor.set_value(cluster.name)
        dialog.open()

    def move_cluster(self, cluster: Cluster, step: int) -> None:
        """Put a cluster one place on."""
        self.write("묶음 옮기기", lambda ws: findings.move_cluster(ws, cluster, step))

    def delete_cluster(self, cluster: Cluster) -> None:
        """Take a cluster away; its cards stay."""
        self.write("묶음 없애기", lambda ws: findings.delete_cluster(ws, cluster))


def _parts(words: Any) -> list[str]:
    """Return the lines of what is to become several cards; refused where it is one."""
    parts = [part for part in str(words or "").splitlines() if part.strip()]
    if len(parts) < 2:
        raise UserError("나눌 곳이 없습니다. 두 줄 이상으로 나누어 쓰십시오.", "text")
    return parts


def _pasted(line: str, kind: str) -> tuple[str, str]:
    head, tab, rest = line.partition("\t")
    if tab and head.strip() in _KINDS:
        return _KINDS[head.strip()], rest.partition("\t")[0]
    return kind, line.replace("\t", " ")


def _with_picture(ws: Any, project: int, dialog: PersonaDialog) -> dict[str, str]:
    persona = {key: value for key, value in dialog.answer().items() if value}
    if dialog.picture is not None:
        persona["picture"] = findings.keep_picture(ws, project, dialog.picture)
    return persona


def _short(text: str, most: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"
