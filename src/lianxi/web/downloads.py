"""Files that leave by a download, with a Chinese name every browser takes."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse

from lianxi.journal.attachments import path_of
from lianxi.journal.queries import FileView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(name: str, data: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def xlsx(title: str, data: bytes) -> HttpResponse:
    """A table as ``<title>.xlsx``."""
    return download(f"{title}.xlsx", data, XLSX)


def serve_file(file: FileView) -> FileResponse:
    """An attachment, always as a download: nothing of it runs on this site. The caller has asked who may see it."""
    path = path_of(UUID(file.conference_uid), file.sha256)
    if not path.is_file():
        raise Http404
    return attached(FileResponse(path.open("rb"), content_type=file.media_type), file.name)


def attached(response: FileResponse, name: str) -> FileResponse:
    """A streamed answer that leaves as a file of this name."""
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
