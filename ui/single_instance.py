"""One window per data file: the second start raises the first window and ends.

A lock file decides (it knows when its process is gone); a local socket carries the request.
"""

import os
from pathlib import Path

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, Signal

RAISE = b"raise"
_PATIENCE_MS = 2000


class SingleInstance(QObject):
    """The right to be the window of one data file."""

    raiseAsked = Signal()
    """Another start asks this window to come to the front."""

    def __init__(self, data_file: Path, parent: QObject | None = None) -> None:
        """Name lock and socket after the file, however its path was written."""
        super().__init__(parent)
        self.name = instance_name(data_file)
        self._lock = QLockFile(QDir(QDir.tempPath()).filePath(f"{self.name}.lock"))
        # Old age alone is no sign of death: a window may stay open for weeks.
        self._lock.setStaleLockTime(0)
        self._server: QObject | None = None

    def acquire(self) -> bool:
        """Take the right; False where another process has it.  A folder without locks lets every start in."""
        if self._lock.tryLock(0):
            return True
        return self._lock.error() != QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Hear later starts; called after the first paint, for the network library takes its time."""
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        # The lock is ours, so a socket of the name belongs to a process that is gone.
        QLocalServer.removeServer(self.name)
        server.newConnection.connect(self._answer)
        server.listen(self.name)
        self._server = server

    def ask_other(self, patience_ms: int = _PATIENCE_MS) -> bool:
        """Ask the window that has the right to come to the front; False where it does not answer."""
        from PySide6.QtCore import QElapsedTimer, QThread
        from PySide6.QtNetwork import QLocalSocket

        clock = QElapsedTimer()
        clock.start()
        while True:
            socket = QLocalSocket()
            socket.connectToServer(self.name)
            if socket.waitForConnected(200):
                socket.write(RAISE)
                sent = socket.waitForBytesWritten(1000)
                socket.disconnectFromServer()
                return sent
            # The first window may be starting itself and not listen yet.
            if clock.elapsed() > patience_ms:
                return False
            QThread.msleep(50)

    def release(self) -> None:
        """Give the right up."""
        if self._server is not None:
            self._server.close()  # type: ignore[attr-defined]
            self._server = None
        self._lock.unlock()

    def _answer(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()):  # type: ignore[attr-defined]
            socket.disconnected.connect(socket.deleteLater)
            self.raiseAsked.emit()


def instance_name(data_file: Path) -> str:
    """Return one short name for one data file of one person."""
    path = os.path.normcase(str(data_file.resolve()))
    who = os.environ.get("USERNAME") or str(getattr(os, "getuid", lambda: "")())
    # Qt's own digest: Python's would load a library before the first paint.
    digest = QCryptographicHash.hash(f"{who}|{path}".encode(), QCryptographicHash.Algorithm.Sha256)
    return f"hamkke-{bytes(digest.toHex().data()).decode('ascii')[:20]}"
