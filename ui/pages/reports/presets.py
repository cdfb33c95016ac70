"""저장한 설정: how a report is to look, kept under a name for one data file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from app.domain.fields import FieldSpec, FieldType
from app.domain.hangul import quoted
from app.domain.privacy import resident_number
from app.errors import UserError
from ui.context import Context
from ui.dialogs.ask import AskDialog
from ui.pages.reports.counted import ReportList
from ui.pages.reports.options import OptionsPanel
from ui.state import UiState
from ui.widgets.menus import Entry, menu_of

LONGEST = 30


@dataclass(frozen=True, slots=True)
class Preset:
    """What is kept under a name: the report and how it is to look."""

    name: str
    report: str
    kept: Mapping[str, Any]


class Presets:
    """The presets of one data file, in the order of their making."""

    def __init__(self, state: UiState, file: str) -> None:
        """Read what is kept for the data file called ``file``."""
        self._state, self._key = state, f"reports/presets/{file}"
        kept = state.get(self._key, [])
        self.presets = [one for part in kept if (one := _read(part))] if isinstance(kept, list) else []

    def save(self, name: str, report: str, kept: Mapping[str, Any]) -> Preset:
        """Keep under ``name``; one of the same name is replaced, an empty or long name a UserError."""
        wanted = " ".join(name.split())
        resident_number.refuse(wanted, "이름", "name")
        if not wanted or len(wanted) > LONGEST:
            raise UserError(f"이름을 1자에서 {LONGEST}자로 적으십시오.", "name")
        made = Preset(wanted, report, dict(kept))
        self._keep([*(one for one in self.presets if one.name != wanted), made])
        return made

    def delete(self, preset: Preset) -> str:
        """Forget a preset and return the sentence that tells of it."""
        self._keep([one for one in self.presets if one.name != preset.name])
        return f"저장한 설정 {quoted(preset.name, '을/를')} 지웠습니다."

    def _keep(self, presets: list[Preset]) -> None:
        self.presets = presets
        written = [{"name": one.name, "report": one.report, "kept": dict(one.kept)} for one in presets]
        self._state.set(self._key, written)


def _read(part: object) -> Preset | None:
    """Return what was written; None for what a hand or another version wrote otherwise."""
    if not isinstance(part, dict) or not isinstance(part.get("kept"), dict):
        return None
    return Preset(str(part.get("name", "")), str(part.get("report", "")), part["kept"])


class PresetMenu:
    """The menu of the kept settings: to use one, to keep the present ones, to forget one."""

    def __init__(self, owner: QWidget, context: Context, chosen: ReportList, options: OptionsPanel) -> None:
        """Keep the settings of ``options`` for the report ``chosen``."""
        self._owner, self._context, self._list, self._options = owner, context, chosen, options

    def kept(self) -> Presets:
        """Return the settings kept for the data file that is open."""
        return Presets(self._context.state, self._context.workspace.paths.file.name)

    def menu(self) -> QMenu:
        """Return the menu."""
        kept = self.kept().presets
        entries: list[Entry] = [("bookmark", one.name, partial(self.use, one)) for one in kept]
        entries += [None] if entries else []
        entries.append(("bookmark-plus", "지금 설정을 이름으로 저장…", self.ask))
        gone: list[Entry] = [("", one.name, partial(self._forget, one)) for one in kept]
        return menu_of(self._owner, [*entries, *([("trash-2", "지우기", gone)] if gone else [])])

    def use(self, preset: Preset) -> None:
        """Choose the report of a preset and set it as it was kept."""
        self._list.choose(preset.report)
        self._options.restore(preset.kept)

    def ask(self) -> None:
        """Ask for a name and keep how the report is to look."""
        spec = FieldSpec("name", FieldType.TEXT, "이름", required=True)
        text = "형식과 이름 표시, 넣을 내용과 차례, 기간을 저장합니다. 과제는 저장하지 않습니다."
        AskDialog(self._owner, "설정 저장", text, spec, "저장", self.keep_as, "bookmark").open()

    def keep_as(self, name: str) -> None:
        """Keep the present settings under ``name``."""
        self.kept().save(str(name or ""), self._list.report(), self._options.kept())

    def _forget(self, preset: Preset) -> None:
        self._context.notify(self.kept().delete(preset))
