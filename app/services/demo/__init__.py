"""예시 자료: ``office`` fills a file, ``story`` lives one project through, ``files`` makes its papers."""

from app.services.demo.office import fill

__all__ = ["fill"]
