"""What the tests need of the machine: a Chromium or Chrome above all, found or installed.

`make test` runs this as a program before anything is built, so it needs the standard library alone.
"""

import ctypes
import importlib
import os
import shutil
import ssl
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOWNLOADS = ROOT / ".venv" / "browsers"
OVERRIDE = "VIVIDMAP_BROWSER"  # the path of an executable, or its name

# Headless ones first: they need two thirds of the time with the same engine.
COMMANDS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
APPLICATIONS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)
BUILDS = (  # how Playwright lays out what it downloads
    "chromium_headless_shell-*/*/*headless?shell",
    "chromium-*/*/chrome",
    "chromium-*/*/*.app/Contents/MacOS/*",
)

# What apt-get installs, when root runs the tests: the first of the browsers that there is, and what some tests need.
PACKAGES = ("chromium-headless-shell", "chromium")
TOOLS = ("fish", "strace", "zsh")  # Debian's packages are named as their commands are
VENV_PACKAGE = f"python3.{sys.version_info.minor}-venv"  # Debian's Python comes without

DOWNLOAD_HOST = os.environ.get("PLAYWRIGHT_DOWNLOAD_HOST") or "https://cdn.playwright.dev"
PATIENCE = 2  # seconds in which a host must answer, so that a machine without a network does not wait long

ADVICE = f"""\
The tests need Chromium or Chrome: none is installed, and none can be downloaded from here. Install one of these:
  Debian:         apt-get install chromium-headless-shell
  Ubuntu:         snap install chromium
  Fedora:         dnf install chromium-headless
  Arch:           pacman -S chromium
  macOS:          brew install --cask google-chrome
  anything else:  any build of Chromium or Chrome, with {OVERRIDE} set to its path"""
NODE_ADVICE = """\
The tests drive a browser with Node.js, which lacks the library libatomic here. Install it:
  Debian, Ubuntu: apt-get install libatomic1
  Fedora:         dnf install libatomic
  Arch:           pacman -S gcc-libs"""
LIBRARIES = """\
The tests need Chromium or Chrome. The one that was downloaded does not start, since it lacks system libraries:
  Debian, Ubuntu: .venv/bin/playwright install-deps chromium-headless-shell   (as root)
  anything else:  install Chromium with the package manager; it brings what it needs"""


@cache
def find_browser() -> str | None:
    """Return the path of the first browser that starts, or None."""
    return next(filter(_starts, _candidates()), None)


def _candidates() -> Iterator[str]:
    if OVERRIDE in os.environ:
        yield shutil.which(os.environ[OVERRIDE]) or os.environ[OVERRIDE]
        return
    yield from filter(None, map(shutil.which, COMMANDS))
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        yield from (str(folder / name) for name in APPLICATIONS)
    for folder in _build_folders():
        yield from (str(path) for pattern in BUILDS for path in sorted(folder.glob(pattern), reverse=True))


def _build_folders() -> Iterator[Path]:
    yield DOWNLOADS
    if shared := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        yield Path(shared)
    yield Path.home() / ".cache" / "ms-playwright"
    yield Path.home() / "Library" / "Caches" / "ms-playwright"


def _starts(executable: str) -> bool:
    """Return whether it starts: Ubuntu's chromium-browser may be a script that asks for a snap."""
    try:
        command = [executable, "--version"]
        return subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def prepare() -> None:
    """Install what apt-get can, and make sure that there is a browser or that one can be downloaded."""
    if OVERRIDE in os.environ and not find_browser():
        sys.exit(f"{OVERRIDE} is {os.environ[OVERRIDE]}, which does not start.")
    packages = [name for name in TOOLS if not shutil.which(name)]
    packages += [] if _can_make_environment() else [VENV_PACKAGE]
    packages += [] if _can_start_node() else ["libatomic1"]
    if (packages or not find_browser()) and _can_use_apt() and _apt_answers():
        _install_packages(packages)
    if not _can_make_environment():
        sys.exit(
            f"{sys.executable} cannot make a virtual environment. Debian, Ubuntu: apt-get install {VENV_PACKAGE}"
        )
    if not _can_start_node():
        sys.exit(NODE_ADVICE)
    if not find_browser() and not _download_host_answers():
        sys.exit(ADVICE)


def _can_make_environment() -> bool:
    return shutil.which("uv") is not None or find_spec("ensurepip") is not None


def _can_start_node() -> bool:
    """Return whether the Node.js that Playwright brings to drive the browser finds its library."""
    if sys.platform != "linux":
        return True
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def _can_use_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_answers() -> bool:
    """Fetch the lists of packages; return whether a server answered within a few seconds."""
    with subprocess.Popen(
        ["apt-get", "update"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as update:
        silent = threading.Timer(PATIENCE, update.kill)
        silent.start()
        assert update.stdout
        has_answer = False
        for line in update.stdout:
            if line.startswith(("Get:", "Hit:")):
                silent.cancel()
                has_answer = True
        silent.cancel()
    return has_answer


def _install_packages(names: Sequence[str]) -> None:
    for name in names:
        _install_package("--no-install-recommends", name)
    importlib.invalidate_caches()
    for name in PACKAGES:
        if not find_browser():
            _install_package(name)  # with what it recommends: fonts
            find_browser.cache_clear()


def _install_package(*arguments: str) -> None:
    print(f"Installing {arguments[-1]} with apt-get", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "-qq", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"  not installed: {done.stderr.strip().rpartition(chr(10))[2]}", flush=True)


def _download_host_answers() -> bool:
    """Return whether the host answers in time: a download that hangs would be waited for."""
    answers: list[bool] = []

    def ask() -> None:
        unverified = ssl._create_unverified_context()  # nothing is taken from it
        try:
            urllib.request.urlopen(DOWNLOAD_HOST, timeout=PATIENCE, context=unverified).close()
            answers.append(True)
        except urllib.error.HTTPError:
            answers.append(True)  # it answers, but serves files and no home page
        except OSError:
            answers.append(False)

    # in a thread, since looking up a name has no timeout
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return any(answers)


def download() -> None:
    """Download the browser that Playwright brings, into the project's own folder, if there is no other."""
    if find_browser():
        return
    packages = ["--with-deps"] if _can_use_apt() else []
    command = [sys.executable, "-m", "playwright", "install", *packages, "chromium-headless-shell"]
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(DOWNLOADS)}
    done = subprocess.run(command, env=environment, check=False)
    find_browser.cache_clear()
    if not find_browser():
        sys.exit(LIBRARIES if done.returncode == 0 else ADVICE)


if __name__ == "__main__":
    {"prepare": prepare, "download": download}[sys.argv[1]]()
