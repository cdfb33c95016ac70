"""과제: every own project as a table or a board, narrowed by filters that can be kept."""

from ui.pages.projects.page import ProjectsPage

__all__ = ["ProjectsPage"]
