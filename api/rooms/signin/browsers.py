"""What to call a device whose owner gave it no name."""

_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"))
_BROWSERS = (
    ("Zalo", "Zalo"),
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def describe(user_agent: str) -> str:
    """Return "Android · Chrome" and the like: the families only, never versions, which would follow a person."""
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    return " · ".join(part for part in (system, browser) if part) or "Web"
