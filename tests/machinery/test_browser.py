"""The page of the journeys reports what is wrong on it; otherwise a clean journey would mean nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

PAGES = {
    "/clean": "<p>安好</p>",
    "/inline-style": '<p style="color:red">红</p>',
    "/inline-script": "<script>document.title = 'x'</script>",
    "/broken-script": "<script src=/throws.js></script>",
    "/throws.js": "throw new Error('planted')",
    "/missing-image": "<img src=/none.png>",
    "/elsewhere": "<img src=http://example.org/x.png>",
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if self.path in {*PAGES, "/favicon.ico"} else 404)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' http://example.org")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("viewport", "width"), [("desktop", 1440), ("phone", 390)])
def test_a_clean_page_has_no_troubles_and_the_viewports_width(page, troubles: list[str], width: int):
    page.goto("/clean")
    assert page.inner_text("p") == "安好"
    assert page.evaluate("innerWidth") == width
    assert troubles == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/inline-style", "CSP: style-src"),
        ("/inline-script", "CSP: script-src"),
        ("/broken-script", "script error: planted"),
        ("/missing-image", "404"),
        ("/elsewhere", "request to another machine: http://example.org/x.png"),
    ],
)
def test_a_planted_trouble_is_found(page, troubles: list[str], path: str, words: str):
    page.goto(path, wait_until="networkidle")
    page.evaluate("1")  # messages of the page arrive in order: whatever it complained of has arrived by now
    assert any(words in trouble for trouble in troubles), troubles
    troubles.clear()
