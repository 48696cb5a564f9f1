"""Take the handbook's pictures from the demo: ``.venv/bin/python tools/handbook_pictures.py``.

The demo is built in a folder of its own and served on a free port; nothing of it stays but docs/images/handbook/*.png.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images" / "handbook"
PASSWORD = "shifan-2026-lianxi"
DESKTOP, PHONE = (1280, 800), (390, 780)
#: picture → who looks, at which page, how wide and high
PICTURES = {
    "clerk-inbox": ("jingban", "inbox/", DESKTOP),
    "clerk-push": ("jingban", "push/", DESKTOP),
    "secretary-inbox": ("shuji", "inbox/", PHONE),
    "secretary-report": ("shuji", "information/new", PHONE),
    "convener-glance": ("zhaojiren", "glance/", PHONE),
    "convener-inbox": ("zhaojiren", "inbox/", PHONE),
    "administrator-roster": ("jingban", "roster/", DESKTOP),
    "administrator-meeting": ("jingban", "meetings/new", DESKTOP),
}


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def take(browser: Browser, site: str) -> None:
    for name, (who, page_of, (width, height)) in PICTURES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.goto(f"{site}/login")
        page.fill("input[name=username]", who)
        page.fill("input[name=password]", PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_load_state()
        page.goto(f"{site}/luting/{page_of}")
        page.screenshot(path=str(IMAGES / f"{name}.png"))
        page.context.close()


def wait_for(site: str) -> None:
    for _ in range(120):
        try:
            urlopen(f"{site}/login").close()
        except (URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit("示范没有启动。")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    lianxi = Path(sys.executable).parent / "lianxi"
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        surroundings = {**os.environ, "LIANXI_DATA": folder, "PORT": str(port), "LIANXI_DEMO": "1"}
        subprocess.run([lianxi, "demo"], env=surroundings, check=True)
        server = subprocess.Popen([lianxi, "serve"], env=surroundings)
        try:
            wait_for(f"http://127.0.0.1:{port}")
            with sync_playwright() as player:
                browser = player.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                take(browser, f"http://127.0.0.1:{port}")
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
