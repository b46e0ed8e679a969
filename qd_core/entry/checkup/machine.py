"""The machine: Python, the libraries, the program that reads pictures."""

from __future__ import annotations

import platform
import re
import subprocess  # only for the name of what it raises
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, requires

from qd_core.config import Deployment
from qd_core.entry.checkup.finding import Finding, fine, lacking, wrong
from qd_core.reading.files.ocr import OcrOptions, installed_languages, is_installed

__all__ = ["machine"]

_OLDEST, _NEWEST = (3, 11), (3, 14)
_EXTRAS = {
    "desk": "`qd serve`, the forms and the mail server",
    "aws": "the Lambdas and `qd` with QD_BACKEND=aws",
}
_MANY = 4


def machine(deployment: Deployment, *, needed: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Every finding in turn; ``needed`` are the extras that the deployment cannot do without."""
    yield _python()
    yield _libraries("libraries", "", True)
    for extra, purpose in _EXTRAS.items():
        yield _libraries(f"extra {extra}", extra, extra in needed, purpose)
    yield _ocr(deployment)


def _python() -> Finding:
    found = sys.version_info[:2]
    said = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if _OLDEST <= found <= _NEWEST:
        return fine("Python", said)
    return wrong("Python", said, "install Python 3.11 to 3.14 and make the environment again")


def _libraries(name: str, extra: str, needed: bool, purpose: str = "") -> Finding:
    """The distributions that qd-core asks for, alone or with one of its extras."""
    missing = [one for one in _required(extra) if not _has(one)]
    told = f" (for {purpose})" if purpose else ""
    if not missing:
        return fine(name, f"all installed{told}")
    listed = ", ".join(missing[:_MANY]) + (" …" if len(missing) > _MANY else "")
    wanted = f"'qd-core[{extra}]'" if extra else "qd-core"
    make = wrong if needed else lacking
    return make(name, f"not installed: {listed}{told}", f"pip install {wanted}")


def _required(extra: str) -> Iterator[str]:
    try:
        lines = requires("qd-core") or []
    except PackageNotFoundError:  # run from a folder, uninstalled: what is missing shows when it is imported
        return
    for line in lines:
        name = re.match(r"[\w.-]+", line)
        of = re.search(r"""extra\s*==\s*["']([\w-]+)["']""", line)
        if name is not None and (of[1] if of else "") == extra:
            yield name[0]


def _has(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _ocr(deployment: Deployment) -> Finding:
    options = _options(deployment.settings.get("tesseract", {}))
    if not is_installed(options):
        fix = "install it (Debian: apt install tesseract-ocr tesseract-ocr-deu …), or set [settings.tesseract] program"
        return lacking(
            "Tesseract", f"{options.program} is not installed: pictures and scans are not read", fix
        )
    try:
        there = installed_languages(options.program)
    except (OSError, subprocess.SubprocessError) as error:
        return wrong("Tesseract", f"{options.program} cannot be started: {error}", "install it again")
    missing = [language for language in options.languages if language not in there]
    known = [language for language in options.languages if language in there]
    if missing:
        packages = " ".join(f"tesseract-ocr-{language}" for language in missing)
        return lacking(
            "Tesseract", f"reads {', '.join(known) or 'no language'}", f"for more: apt install {packages}"
        )
    return fine("Tesseract", f"reads {', '.join(known)}")


def _options(settings: Mapping[str, object]) -> OcrOptions:
    """Program and languages as they are set; what is set wrongly is told where the providers are checked."""
    given = OcrOptions()
    program, languages = settings.get("program", given.program), settings.get("languages", given.languages)
    if not isinstance(program, str) or not isinstance(languages, (list, tuple)):
        return given
    return OcrOptions(program=program, languages=tuple(map(str, languages)))
