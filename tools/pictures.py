"""Makes the README's pictures from the demonstration: the report in a browser, and what the terminal prints.

Needs Chromium (Debian: chromium, fonts-noto-cjk). Run from the checkout after ``make demo``: python tools/pictures.py
"""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body{margin:0;background:#1c1b19}pre{margin:0;padding:20px 24px;color:#e8e4da;font:14px/1.35 "DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace}
</style><pre>%s</pre>"""
LINES = 46


def main() -> None:
    """Writes report.png, document.png and terminal.png."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "auditor", "audit", "samples"]
    printed = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "100"}
    ).stdout
    shown = "\n".join(["$ auditor audit samples", *printed.splitlines()[:LINES]])
    browser_path = shutil.which("chromium") or "chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto((ROOT / "reports" / "example" / "report.html").as_uri())
        page.screenshot(path=PICTURES / "report.png")
        page.keyboard.press("j")  # the first document, as an editor comes to it
        page.wait_for_timeout(800)
        page.screenshot(path=PICTURES / "document.png")
        # A new page: the report's own content security policy would forbid this one's style.
        page = browser.new_page(viewport={"width": 980, "height": 400})
        page.set_content(TERMINAL % html.escape(shown))
        page.screenshot(path=PICTURES / "terminal.png", full_page=True)
        browser.close()


main()
