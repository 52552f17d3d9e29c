"""Ask the public advisory services about the locked packages, Python's and the PWA's.

Prints one sentence for each. Ends with 1 when a weakness is known, and with 0 when a service cannot
be asked: a check without network must not fail, but must not look like a clean answer either.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / ".venv" / "bin"
PATIENCE = 180  # seconds


def _answer(command: list[str], folder: Path) -> dict[str, Any]:
    """Run a program that answers in JSON; an empty answer when it gave none."""
    path = f"{PROGRAMS}{os.pathsep}{os.environ.get('PATH', '')}"
    try:
        ran = subprocess.run(  # noqa: S603 -- our own two commands, below
            command,
            cwd=folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        answer = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return {}
    return answer if isinstance(answer, dict) else {}


def python_packages() -> list[str]:
    """Known weaknesses of requirements.lock, one line each."""
    command = [str(PROGRAMS / "pip-audit"), "--requirement", "requirements.lock"]
    command += ["--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"]
    packages = _answer(command, ROOT).get("dependencies", [])
    asked = [package for package in packages if "vulns" in package]
    if packages:
        print(f"Python: {len(asked)} of {len(packages)} packages could be looked up")
    else:
        print("Python: the advisory service could not be asked")
    return [
        f"{package['name']} {package['version']}: {weakness['id']}"
        for package in asked
        for weakness in package["vulns"]
    ]


def pwa_packages() -> list[str]:
    """Known weaknesses of pwa/package-lock.json, one line each."""
    answer = _answer([str(PROGRAMS / "npm"), "audit", "--json"], ROOT / "pwa")
    weaknesses = answer.get("vulnerabilities")
    if weaknesses is None:
        print("PWA: the advisory service could not be asked")
        return []
    print(f"PWA: {answer['metadata']['dependencies']['total']} packages were looked up")
    return [f"{name}: {weakness['severity']}" for name, weakness in weaknesses.items()]


def main() -> int:
    found = python_packages() + pwa_packages()
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
