"""Draw the PNG icons from static/favicon.svg; needs Chromium. Run it after changing the drawing."""  # noqa: INP001 - a script of the PWA, no package

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
CHROMIUM = "/usr/bin/chromium"
GROUND = "#a61c1c"

# Name, size in pixels, share of the square the drawing fills, and whether the ground reaches the edge:
# phones cut maskable icons to a circle and round Apple's themselves, so those keep a margin.
ICONS = (
    ("icon-192.png", 192, 1.0, False),
    ("icon-512.png", 512, 1.0, False),
    ("icon-maskable-512.png", 512, 0.8, True),
    ("apple-touch-icon.png", 180, 0.92, True),
    ("favicon-32.png", 32, 1.0, False),
)


def badge(drawing: str) -> str:
    """White on nothing: Android takes only the shape."""
    return re.sub(r"<rect[^>]*/>", "", re.sub(r'fill="#\w+"', 'fill="#fff"', drawing))


def page_of(drawing: str, size: int, share: float, ground: str) -> str:
    """One square page with the drawing in its middle."""
    inner = round(size * share)
    return (
        "<style>body{margin:0;display:grid;place-items:center;"
        f"width:{size}px;height:{size}px;background:{ground}}}svg{{width:{inner}px;height:{inner}px}}</style>{drawing}"
    )


def main() -> None:
    """Write every icon into static/."""
    drawing = (STATIC / "favicon.svg").read_text("utf-8")
    wanted = [
        (name, size, page_of(drawing, size, share, GROUND if full else "none")) for name, size, share, full in ICONS
    ]
    wanted.append(("badge-72.png", 72, page_of(badge(drawing), 72, 1.25, "none")))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, size, html in wanted:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(html)
            page.screenshot(path=STATIC / name, omit_background=True)
            page.close()
        browser.close()
    sys.stdout.write(f"{len(wanted)} icons in {STATIC}\n")


if __name__ == "__main__":
    main()
