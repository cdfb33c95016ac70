"""What is brought in elsewhere: results of surveys in a project, collections of cases beside the 총괄표."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.context import Context


def open_surveys(context: Context, project_id: int) -> None:
    """Go to where results of surveys come in: a project's 설문, or the projects to choose one."""
    if project_id:
        where = {"project_id": project_id, "tab": "proposals", "view": "surveys"}
        context.navigate("project", **where)
    else:
        context.navigate("projects")
        context.notify("과제를 열고 제안 › 설문에서 설문 결과를 불러오십시오.")


def open_document(owner: QWidget, context: Context, kind: str, path: Path) -> None:
    """Look at a text as the collection of cases or tasks that it is, in the dialog for those."""
    from ui.dialogs.import_cases import ImportDialog

    dialog = ImportDialog(owner, context)
    dialog.kind.set_value(kind)
    dialog.start(path)
