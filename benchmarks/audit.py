"""Whether known holes are in the packages of the lock files, as the service that keeps the list of them answers.

    python -m benchmarks.audit

Ends with 0 where every package was asked about and none has a hole, with 1 where one has, and with 3 where the service
could not be asked, about all of them or about some: that is no answer, and is not told as one.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
CLEAN, HOLES, UNREACHABLE = 0, 1, 3


def asked(service: str) -> tuple[list[dict[str, Any]], str]:
    """What the service says of each package of the lock; or nothing, and why."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", str(LOCK), "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", service, "--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    except subprocess.TimeoutExpired:
        return [], "it does not answer"
    try:
        return json.loads(done.stdout)["dependencies"], ""
    except (ValueError, KeyError):
        return [], (done.stderr.strip().splitlines() or ["no answer"])[-1]


def told(packages: list[dict[str, Any]], why: str, service: str) -> tuple[int, list[str]]:
    """The exit code and the lines for a person.

    >>> told([], "connection refused", "s")[0], told([{"name": "a", "version": "1", "vulns": []}], "", "s")[0]
    (3, 0)
    """
    if not packages:
        return UNREACHABLE, [f"{service}: can't be reached ({why}): NOTHING was checked"]
    holes = [one for one in packages if one.get("vulns")]
    left = [one for one in packages if "skip_reason" in one]
    lines = [
        f"{one['name']} {one['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in holes
        for hole in one["vulns"]
    ]
    if left:
        lines.append(f"{service}: no answer about {len(left)} of {len(packages)} packages, these were NOT checked")
    if not lines:
        lines.append(f"{service}: no known hole in {len(packages)} packages of {LOCK.name}")
    return HOLES if holes else UNREACHABLE if left else CLEAN, lines


def main() -> None:
    for service in ("pypi", "osv"):
        code, lines = told(*asked(service), service)
        print("\n".join(f"audit: {line}" for line in lines), file=sys.stderr, flush=True)
        if code != UNREACHABLE:
            break
    sys.exit(code)


if __name__ == "__main__":
    main()
