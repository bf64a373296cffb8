"""The papers are true: what they link to exists, the commands run, and the examples say what the system says."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from kontrakt.dansk import Talfejl, vis_tal
from maal.enheder import laes_vaerdi
from maal.kontraktfil.laesning import laes_yaml
from maal.kontraktfil.skema import Kontraktfil
from maal.typer import Enhed

BASE_DIR: Path = settings.BASE_DIR
PAPERS = [BASE_DIR / "README.md", BASE_DIR / "CHANGELOG.md", *sorted((BASE_DIR / "docs").rglob("*.md"))]
README = PAPERS[0].read_text(encoding="utf-8")
GUIDE = (BASE_DIR / "docs/brugervejledning.md").read_text(encoding="utf-8")
LARGEST_PICTURE = 250_000  # bytes
ENHEDER = {str(enhed.label): enhed for enhed in Enhed}


def anchors(paper: Path) -> set[str]:
    """The places in a paper that a link can lead to, named as GitHub and others name them."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(paper: Path) -> list[str]:
    """Where a paper's links and pictures lead, within the project."""
    found = re.findall(r"\]\(([^)\s]+)\)", paper.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith("https://")]


def table(heading: str) -> list[list[str]]:
    """The rows of the guide's table with that heading row, without backticks."""
    lines = GUIDE[GUIDE.index(f"{heading}\n") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.relative_to(BASE_DIR).as_posix())
def test_links_and_pictures_lead_somewhere(paper: Path) -> None:
    dead = []
    for link in links(paper):
        file, _, anchor = link.partition("#")
        target = paper.parent / file if file else paper
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)

    assert dead == []


def test_pictures_are_small_and_shown() -> None:
    shown = {(paper.parent / link).resolve() for paper in PAPERS for link in links(paper) if link.endswith(".png")}
    pictures = set((BASE_DIR / "docs/billeder").iterdir())

    assert pictures == shown
    assert [picture.name for picture in pictures if picture.stat().st_size > LARGEST_PICTURE] == []


def test_make_targets_of_the_readme_exist() -> None:
    makefile = (BASE_DIR / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", README, re.MULTILINE))

    assert {"run", "test", "bench"} <= named
    assert named - targets == set()


def test_contract_file_of_the_readme_is_an_excerpt_and_valid() -> None:
    (excerpt,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    real = iter((BASE_DIR / "fixtures/kontrakter/midtjylland-2025.yaml").read_text(encoding="utf-8").splitlines())

    fil = Kontraktfil.model_validate(laes_yaml("README.md", excerpt.encode()).data)

    # Each search goes on where the last one stopped, so the lines must stand there in this order.
    assert [line for line in excerpt.splitlines() if line.partition(" #")[0] not in real] == []
    assert fil.kontrakt.traeder_i_kraft == date(2025, 1, 1)
    assert fil.fordelingsnoegler[0].bidrag == {"Favrskov": 1566}
    assert fil.maal[0].maalepunkter[0].maaltal[0].vaerdi == 600


@pytest.mark.parametrize(("typed", "enhed", "saved"), table("| Du skriver | Målepunktet opgøres i | Det gemmes som |"))
def test_number_of_the_guide_is_read_as_it_says(typed: str, enhed: str, saved: str) -> None:
    assert vis_tal(laes_vaerdi(typed, ENHEDER[enhed])) == saved


@pytest.mark.parametrize(("typed", "enhed", "answer"), table("| Du skriver | Målepunktet opgøres i | Svaret |"))
def test_number_of_the_guide_is_refused_with_the_answer_it_gives(typed: str, enhed: str, answer: str) -> None:
    with pytest.raises(Talfejl) as refused:
        laes_vaerdi(typed, ENHEDER[enhed])

    assert str(refused.value) == answer
