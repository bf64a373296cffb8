"""Files as LibreOffice shows them: it opens each and saves it as something else."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

DELE = {".docx": "libswlo.so", ".xlsx": "libsclo.so", ".pptx": "libsdlo.so"}  # each a package of its own


def omdan(filer: dict[str, bytes], til: str, mappe: Path) -> Path:
    """Let LibreOffice save each file, by its name with ending, as `til`; the folder of what comes out."""
    soffice = shutil.which("soffice")
    program = Path(soffice).resolve().parent if soffice else Path()
    if soffice is None or not all((program / DELE[Path(navn).suffix]).exists() for navn in filer):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("LibreOffice is not installed, or not all of it")
    for navn, fil in filer.items():
        (mappe / navn).write_bytes(fil)
    ud = mappe / "omdannet"
    profil = f"-env:UserInstallation=file://{mappe}/profil"

    subprocess.run(  # noqa: S603 - the program found on the path, with our own files
        [soffice, profil, "--headless", "--convert-to", til, "--outdir", ud, *filer],
        cwd=mappe,
        check=True,
        capture_output=True,
        timeout=300,
    )

    return ud


def som_pdf(filer: dict[str, bytes], mappe: Path) -> dict[str, PdfReader]:
    """Each file, by its name with ending, as LibreOffice prints it; fails when it cannot open one."""
    ud = omdan(filer, "pdf", mappe)
    return {navn: PdfReader(ud / Path(navn).with_suffix(".pdf").name) for navn in filer}
