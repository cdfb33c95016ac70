"""How the report that is seen leaves the window: saved, printed, shared, in all formats, of many projects."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.privacy.access import AccessAction
from app.domain.report import ReportInfo, ReportOptions
from app.domain.report_names import PATTERN
from ui.commands import command
from ui.dialogs import save_report
from ui.dialogs.files import choose_folder, choose_save
from ui.dialogs.purpose import ask_purpose
from ui.dialogs.share_report import open_share
from ui.pages.base import Page
from ui.pages.reports.batch import NAMING, BatchDialog, Plan, every_format, run_batch
from ui.pages.reports.options import Choices, OptionsPanel
from ui.pages.reports.side import TITLES, SidePanel
from ui.widgets.menus import popup

if TYPE_CHECKING:
    from app.services.reports.batch import Summary
    from ui.pages.reports.presets import PresetMenu


class SavingPage(Page):
    """A page with a chosen report, its settings and what may be done with it."""

    options: OptionsPanel
    side: SidePanel
    presets: "PresetMenu"
    _infos: dict[str, ReportInfo]
    _choices: Choices | None

    def report(self) -> str:
        """Return the id of the report chosen, empty where none is."""
        raise NotImplementedError

    def _options(self) -> ReportOptions | None:
        """Return what is chosen, or say why nothing can be made yet."""
        raise NotImplementedError

    def save(self, kind: str) -> None:
        """Ask where to save the report in the format ``kind``, the usual name proposed."""
        options = self._options()
        if options is None:
            return
        ask = lambda chosen: choose_save(  # noqa: E731
            self, TITLES[kind], self.proposed(kind), partial(self.write, kind, options=chosen)
        )
        self._with_purpose(options, AccessAction.EXPORT, "저장할 곳 고르기…", ask)

    def _with_purpose(
        self, options: ReportOptions, action: AccessAction, go: str, done: Callable[[ReportOptions], object]
    ) -> None:
        """Ask why persons are to be named in full, where they are; then go on."""
        if not self.options.in_full:
            done(options)
            return

        def told(purpose: str, reason: str) -> None:
            done(replace(options, purpose=purpose, reason=reason))

        ask_purpose(self, self.context, self._infos[self.report()].label, action, go, told)

    @command("reports.share", "안전 공유", "", "shield-check", "보고서")
    def share(self) -> None:
        """Look the report through for people and save it with pseudonyms."""
        info, options = self._infos.get(self.report()), self._options()
        if info is not None and options is not None:
            open_share(self, self.context, info.id, options)

    @command("reports.print", "보고서 인쇄", "Ctrl+P", "printer", "보고서")
    def print_report(self) -> None:
        """Ask for a printer and print the whole report, also where the preview shows a part."""
        from ui.pages.reports.printing import print_report

        info, options = self._infos.get(self.report()), self._options()
        if info is not None and options is not None:
            go = partial(print_report, self, self.context, info)
            self._with_purpose(options, AccessAction.PRINT, "인쇄", go)

    @command("reports.forms", "기관 서식 관리", "", "square-kanban", "보고서")
    def open_forms(self) -> None:
        """Open the forms of the office, to be filled for the project chosen."""
        from ui.dialogs.office_forms import open_office_forms

        open_office_forms(self, self.context, self.options.about().project_id)

    @command("reports.all_formats", "보고서를 모든 형식으로 저장", "", "copy", "보고서")
    def save_all(self) -> None:
        """Write the report in every format into one folder, the files called by the rule."""
        options = self._options()
        if options is not None:
            self._with_purpose(options, AccessAction.EXPORT, "폴더 고르기…", self._ask_folder)

    def _ask_folder(self, options: ReportOptions) -> None:
        plan = every_format(self.report(), options, str(self.context.state.get(NAMING) or PATTERN))
        choose_folder(self, "저장할 폴더 고르기", partial(self.write_all, plan))

    def write_all(self, plan: Plan, folder: Path) -> None:
        """Write what ``plan`` says into ``folder`` and remember the files."""
        run_batch(self, self.context, folder, plan, self._written_all)

    def _written_all(self, summary: "Summary") -> None:
        for path in summary.written:
            save_report.remember(self.context, path)
        self._written()

    @command("reports.several", "여러 보고서 한 번에 만들기", "", "folder-plus", "보고서")
    def save_several(self) -> None:
        """Ask what is to be made of which projects, then make all of it."""
        info = self._infos.get(self.report())
        if info is not None and self._choices is not None:
            options = self.options.options_or_none() or ReportOptions()
            BatchDialog(self, self.context, info, options, self._choices)

    def open_presets(self) -> None:
        """Offer the kept settings, keeping the present ones and forgetting others."""
        popup(self.presets.menu(), self.side.presets.mapToGlobal(self.side.presets.rect().bottomLeft()))

    def proposed(self, kind: str) -> Path:
        """Return the name and folder proposed for the report."""
        info = self._infos[self.report()]
        options = self.options.options_or_none() or ReportOptions()
        label = next((one.label for one in info.variants if one.key == options.which), info.label)
        name = label.replace(" ", "")
        if "project_id" in info.options and options.project_id is not None:
            name = f"{self.options.project.currentText().strip()}_{name}"
        return save_report.proposed(self.context, name, kind)

    def write(self, kind: str, path: Path, options: ReportOptions | None = None) -> None:
        """Write the report, of the ``options`` asked before, to ``path`` with progress and 취소."""
        options = options or self._options()
        if options is not None:
            save_report.write_report(self, self.context, self.report(), kind, options, path, self._written)

    def _written(self) -> None:
        self.side.show_recent(save_report.recent(self.context))
