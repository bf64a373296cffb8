"""One sheet of a workbook that was filled in, held against what was fetched. Pure; a part of `statusfil`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kommuner.regneark import Ark, Cellefejl, Vaerdi
from maal.statusceller import Cellegrund, laes_resultat, laes_tekst, ren_tekst
from maal.udfyldning import Celle, Felt, Raekke, Slags

Celler = Mapping[int, Vaerdi]  # by column, from 1
MAKS_CITAT = 60


@dataclass(frozen=True)
class Rettelse:
    """A cell that says something else than when the file was fetched; `ny` is empty when it was cleared."""

    raekke: Raekke
    felt: Felt
    ny: Celle
    sted: str
    plads: tuple[int, int]

    def fejlen(self, tekst: str) -> Cellefejl:
        """An error at the cell."""
        return Cellefejl(self.sted, tekst, self.plads)


@dataclass
class Arklaesning:
    """Reads a sheet; afterwards `rettelser` are the changed cells, and `fejl` all that is wrong."""

    ark: Ark
    slags: Slags
    raekker: Sequence[Raekke]
    linjer: Sequence[str]
    rettelser: list[Rettelse] = field(default_factory=list)
    fejl: list[Cellefejl] = field(default_factory=list)
    kolonner: dict[int, int] = field(default_factory=dict)  # each known column's place in the sheet, by its own

    def laes(self) -> None:
        """Read the sheet."""
        hoved = self._find_hoved()
        if hoved is None:
            ventet = ", ".join(self.slags.kolonner)
            self.fejl.append(
                Cellefejl(self.slags.ark, f"Der er ingen række med overskrifterne {ventet}. Hent en ny fil.")
            )
            return
        self._laes_hoved(*hoved)
        for omraade in self.ark.flettede:
            plads = (omraade.raekker[0], omraade.kolonner[0])
            if omraade.raekker[-1] >= hoved[0]:
                self._fejl(*plads, f"Cellerne {omraade.sted} er flettet. Ophæv fletningen.")
        if not self.fejl:
            self._laes_raekker(hoved[0])

    def _sted(self, raekke: int, kolonne: int) -> str:
        return f"{self.ark.navn}!{self.ark.sted(raekke, kolonne)}"

    def _fejl(self, raekke: int, kolonne: int, tekst: str) -> None:
        self.fejl.append(Cellefejl(self._sted(raekke, kolonne), tekst, (raekke, kolonne)))

    def _find_hoved(self) -> tuple[int, Celler] | None:
        """The row that has most of the headings."""
        kendte = {_ens(navn) for navn in self.slags.kolonner}
        bedst = max(self.ark.raekker, key=lambda en: len(kendte & set(map(_ens, en[1].values()))), default=None)
        return bedst if bedst and len(kendte & set(map(_ens, bedst[1].values()))) > len(kendte) // 2 else None

    def _laes_hoved(self, hoved: int, celler: Celler) -> None:
        """Find each column, and refuse what stands above them besides the lines that were there."""
        navne = {_ens(navn): nr for nr, navn in enumerate(self.slags.kolonner)}
        for kolonne, vaerdi in celler.items():
            nr = navne.get(_ens(vaerdi))
            if nr is None:
                tekst = (
                    f"Overskriften »{_citat(vaerdi)}« hører ikke til skemaet. Skriv den, der stod, eller slet kolonnen."
                )
                self._fejl(hoved, kolonne, tekst)
            elif nr in self.kolonner:
                foer = self._sted(hoved, self.kolonner[nr])
                self._fejl(hoved, kolonne, f"Kolonnen »{self.slags.kolonner[nr]}« står også i {foer}. Slet den ene.")
            else:
                self.kolonner[nr] = kolonne
        if mangler := [navn for nr, navn in enumerate(self.slags.kolonner) if nr not in self.kolonner]:
            navne_ = ", ".join(f"»{navn}«" for navn in mangler)
            self._fejl(hoved, min(celler), f"Kolonnerne {navne_} mangler. Sæt dem ind igen, eller hent en ny fil.")
        for nr, over in self.ark.raekker:
            for kolonne, vaerdi in over.items() if nr < hoved else ():
                if _ens(vaerdi) not in map(_ens, self.linjer):
                    self._fejl(
                        nr, kolonne, "Cellen står over skemaet og bliver ikke læst. Slet den, eller fortryd den."
                    )

    def _laes_raekker(self, hoved: int) -> None:
        ventede = {tuple(map(_ens, raekke.noegle)): raekke for raekke in self.raekker}
        fundne: dict[tuple[str, ...], int] = {}
        nr_kolonne = self.kolonner[0]
        noeglekolonner = [self.kolonner[plads] for plads in self.slags.noeglepladser]
        noeglenavne = " og ".join(self.slags.kolonner[plads] for plads in self.slags.noeglepladser)
        for nr, celler in self.ark.raekker:
            if nr <= hoved:
                continue
            noegle = tuple(_ens(celler.get(kolonne, "")) for kolonne in noeglekolonner)
            if noegle not in ventede:
                vist = " og ".join(f"»{_citat(celler.get(kolonne, ''))}«" for kolonne in noeglekolonner)
                tekst = f"Rækken er ikke i skemaet: {noeglenavne} er {vist}."
                self._fejl(nr, min(celler), f"{tekst} Fortryd ændringen, eller slet rækken.")
            elif noegle in fundne:
                self._fejl(nr, nr_kolonne, f"Rækken står også i række {fundne[noegle]}. Slet den ene.")
            else:
                fundne[noegle] = nr
                self._laes_raekke(nr, celler, ventede[noegle])
        for noegle, raekke in ventede.items():
            if noegle not in fundne:
                tekst = f"Rækken {', '.join(raekke.noegle)} mangler. Sæt den ind igen, eller hent en ny fil."
                self._fejl(hoved, nr_kolonne, tekst)

    def _laes_raekke(self, nr: int, celler: Celler, raekke: Raekke) -> None:
        for kolonne in sorted(celler.keys() - self.kolonner.values()):
            self._fejl(nr, kolonne, "Cellen står uden for skemaets kolonner og bliver ikke læst. Slet den.")
        for plads, stod in raekke.laaste.items():
            kolonne = self.kolonner[plads]
            if _ens(celler.get(kolonne, "")) != _ens(stod):
                self._fejl(nr, kolonne, self._om_laast(plads, raekke, str(stod)))
        for plads, felt in self.slags.felter.items():
            if felt in raekke.aabne:
                self._laes_celle(nr, self.kolonner[plads], celler.get(self.kolonner[plads]), raekke, felt)

    def _laes_celle(self, nr: int, kolonne: int, vaerdi: Vaerdi | None, raekke: Raekke, felt: Felt) -> None:
        stod = raekke.staar(felt)
        ny: Celle
        try:
            if felt == Felt.RESULTAT and raekke.enhed:
                tal = laes_resultat(vaerdi, raekke.enhed)
                ny = "" if tal is None else tal
            else:
                ny, stod = laes_tekst(vaerdi), ren_tekst(str(stod))
        except Cellegrund as grund:
            self._fejl(nr, kolonne, f"{felt.label}, {', '.join(raekke.noegle)}: {grund}")
            return
        if ny != stod and felt == Felt.AFVENTER and "\n" in str(ny):
            self._fejl(nr, kolonne, f"{felt.label}, {', '.join(raekke.noegle)}: Skriv det på én linje.")
        elif ny != stod:
            self.rettelser.append(Rettelse(raekke, felt, ny, self._sted(nr, kolonne), (nr, kolonne)))

    def _om_laast(self, plads: int, raekke: Raekke, stod: str) -> str:
        felt = self.slags.felter.get(plads)
        if felt in (Felt.TEKST, Felt.AFVENTER) and not stod:
            return f"{felt.label} hører til hele målepunktet og skrives i dets første række. Flyt teksten derop."
        skal = f"Der skal stå »{_citat(stod)}«." if stod else "Den skal være tom."
        hvordan = " Vurder målepunktet på siden." if felt == Felt.RESULTAT else ""
        return f"Cellen er låst og kan ikke ændres i filen. {skal}{hvordan}"


def _ens(vaerdi: object) -> str:
    """A locked text as it is compared; programs change runs of spaces. What is no text is none of them."""
    return " ".join(vaerdi.split()) if isinstance(vaerdi, str) else repr(vaerdi)


def _citat(vaerdi: object) -> str:
    tekst = " ".join(str(vaerdi).split())
    return tekst if len(tekst) <= MAKS_CITAT else f"{tekst[:MAKS_CITAT]}…"
