"""Accessibility of a page as it stands: axe in light and dark, and at twice the text size on 320 px."""

from functools import cache
from typing import Any

from playwright.sync_api import Page

from api.settings import ROOT

_AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """async runOnly => {
    const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], preload: false });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
        `${id}: ${help}\\n    ${target.join(' ')}\\n    ${failureSummary.split('\\n').slice(1).join(' ')}`));
}"""
_EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The other theme changes how things look, not what they are.
_LOOKS = {"type": "rule", "values": ["color-contrast"]}
_PHONE = 500  # px
_NARROW: Any = {"width": 320, "height": 700}
_TEXT = """size => {
    const root = document.documentElement;
    root.style.setProperty('--text-scale', size === 'large' ? '2' : '1');
    root.dataset.text = size;
}"""
_TARGETS = """() => [...document.querySelectorAll('button, a[href], input, select, summary')].flatMap((element) => {
    const { display, clipPath } = getComputedStyle(element);
    // Words inside a line, and what only a screen reader or a key reaches.
    if (display === 'inline' || clipPath !== 'none') return [];
    const { width, height } = (element.closest('label') ?? element).getBoundingClientRect();
    const shown = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
    return shown && Math.min(width, height) < 47.5
        ? [`${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${width.toFixed()} × ${height.toFixed()}`]
        : [];
})"""


@cache
def _source() -> str:
    return _AXE.read_text("utf-8")


def assert_accessible(page: Page) -> None:
    """No finding of axe in either theme; nothing cut off or too small to touch when text is large and paper narrow."""
    page.evaluate(_source())
    before = page.viewport_size
    found = {"dark": _findings(page, "dark", _LOOKS)}
    # What a phone shows is the same at 320 px; only wide screens have tables and side bars of their own.
    wide_screen = before is None or before["width"] > _PHONE
    found["light"] = _findings(page, "light", _EVERYTHING if wide_screen else _LOOKS)
    page.evaluate(_TEXT, "large")
    page.set_viewport_size(_NARROW)
    found["320 px, 200 %"] = _findings(page, "light", _EVERYTHING)
    wide = page.evaluate("document.scrollingElement.scrollWidth")
    page.evaluate(_TEXT, "normal")
    if before:
        page.set_viewport_size(before)
    worst = "\n".join(f"{where}: {finding}" for where, findings in found.items() for finding in findings)
    assert worst == "", f"{page.url}\n{worst}"
    assert wide <= _NARROW["width"], f"{page.url} is {wide} px wide on a screen of {_NARROW['width']}"
    small = page.evaluate(_TARGETS)
    assert small == [], f"{page.url}: too small to touch: {small}"


def _findings(page: Page, theme: str, rules: object) -> list[str]:
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    findings: list[str] = page.evaluate(_RUN, rules)
    return findings
