"""The rows of a table of guidance, read one by one and held against each other. Pure; a part of `vejledningsfil`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from kommuner.kommunenavne import Kommuneopslag, UkendtKommune
from kommuner.regneark import Cellefejl, Flettet, Formel, Vaerdi
from kommuner.typer import Vejledningsslags
from kommuner.vejledningsceller import SKRIV_DAG, Cellegrund, laes_antal, laes_dag, laes_navn
from kommuner.vejledningskolonner import DATO, KODE, KOMMUNE, Tabel, opremset, ren
from kontrakt.dansk import vis_dato, vis_tal

I_ALT = ("i alt", "ialt", "sum", "total", "hele landet")


@dataclass(frozen=True)
class Kommuneinfo:
    """What the reader must know of a municipality: name, its house's key and name."""

    navn: str
    hus: str
    husets_navn: str


@dataclass(slots=True)
class Laest:
    """One municipality's row; `kode` and `pr_dato` are empty when they cannot be read, and `forkerte` are its cells."""

    nr: int
    skrevet: str = ""
    kode: str = ""
    pr_dato: date | None = None
    antal: dict[Vejledningsslags, int | None] = field(default_factory=dict)
    forkerte: frozenset[Vejledningsslags] = frozenset()


@dataclass
class Laesning:
    """Reads a table. `fejl` must be mended in the file; `spoergsmaal` need a yes, to the spellings in `forslag`."""

    tabel: Tabel
    kommuner: Mapping[str, Kommuneinfo]
    huse: Collection[str]
    opslag: Kommuneopslag
    i_dag: date
    valgt_dag: date | None
    raekker: list[Laest] = field(default_factory=list)
    forslag: dict[str, str] = field(default_factory=dict)
    fejl: list[Cellefejl] = field(default_factory=list)
    spoergsmaal: list[Cellefejl] = field(default_factory=list)

    def laes(self) -> None:
        """Read every row, and hold them against each other."""
        self.fejl += self.tabel.fejl
        if not self.tabel.slags:
            return
        if self.tabel.kolonne(DATO) is None and self.valgt_dag is None:
            tekst = "Der er ingen kolonne »Opgjort pr.«. Tilføj den, eller skriv datoen på siden."
            self._fejl(self.tabel.hoved, self.tabel.navnekolonne, tekst)
        sidste = self._laes_raekker()
        for omraade in self._flettede:
            if omraade.raekker[0] <= sidste:
                tekst = "Cellerne er flettet. Ophæv fletningen, og skriv værdien i hver celle."
                plads = (omraade.raekker[0], omraade.kolonner[0])
                self.fejl.append(Cellefejl(omraade.sted, tekst, plads))
        if not self.raekker:
            self._fejl(self.tabel.hoved, self.tabel.navnekolonne, "Der er ingen rækker under overskrifterne.")
        self._sammenhold()

    def _laes_raekker(self) -> int:
        """Read the rows under the headings, and give the number of the last one that is no note."""
        sidste, summeret, efter_sum = self.tabel.hoved, 0, False
        for nr, celler in self.tabel.ark.raekker:
            if nr <= self.tabel.hoved:
                continue
            er_sum = any(er_i_alt(vaerdi) for vaerdi in celler.values())
            if not er_sum and (efter_sum or nr > sidste + 1) and self._er_note(celler):
                continue
            if er_sum:
                self._kontroller_sum(nr, celler, self.raekker[summeret:] or self.raekker)
                summeret = len(self.raekker)
            else:
                self.raekker.append(self._raekke(nr, celler))
            sidste, efter_sum = nr, er_sum
        return sidste

    @property
    def _flettede(self) -> list[Flettet]:
        """The merged ranges from the headings down; a title may well be merged."""
        return [omraade for omraade in self.tabel.ark.flettede if omraade.raekker[-1] >= self.tabel.hoved]

    def _fejl(self, nr: int, kolonne: int, tekst: str) -> None:
        self.fejl.append(self.tabel.fejlen(nr, kolonne, tekst))

    def _er_flettet(self, nr: int, kolonne: int) -> bool:
        """Whether a cell is empty since it is part of a merged range, which is an error of its own."""
        return any(nr in omraade.raekker and kolonne in omraade.kolonner for omraade in self._flettede)

    def _er_note(self, celler: Mapping[int, Vaerdi]) -> bool:
        """Whether a row below the table says something else: no figures, no day and no municipality."""
        if set(celler) & {*self.tabel.slags.values(), self.tabel.kolonne(DATO)}:
            return False
        tekster = [celler.get(nr) for nr in (self.tabel.kolonne(KODE), self.tabel.kolonne(KOMMUNE)) if nr]
        return not any(isinstance(tekst, str | int) and self._ment(str(tekst)) for tekst in tekster)

    def _raekke(self, nr: int, celler: Mapping[int, Vaerdi]) -> Laest:
        raekke = Laest(nr)
        self._find_kommune(raekke, celler)
        self._find_dag(raekke, celler)
        for slags, kolonne in self.tabel.slags.items():
            raekke.antal[slags] = None
            vaerdi = celler.get(kolonne)
            try:
                if vaerdi is not None:
                    raekke.antal[slags] = laes_antal(vaerdi)
                elif self._er_flettet(nr, kolonne):
                    raekke.forkerte |= {slags}
            except Cellegrund as grund:
                raekke.forkerte |= {slags}
                self._fejl(nr, kolonne, f"{slags.label}, {self._navn(raekke)}: {grund}")
        for kolonne in sorted(celler.keys() - self.tabel.med_overskrift):
            self._fejl(nr, kolonne, "Kolonnen har ingen overskrift. Slet cellen, eller giv kolonnen en overskrift.")
        return raekke

    def _navn(self, raekke: Laest) -> str:
        return self.kommuner[raekke.kode].navn if raekke.kode else raekke.skrevet or "ukendt kommune"

    def _find_kommune(self, raekke: Laest, celler: Mapping[int, Vaerdi]) -> None:
        """Find the municipality by code or name; where both stand, they must agree."""
        kolonner = [nr for navn in (KODE, KOMMUNE) if (nr := self.tabel.kolonne(navn)) and nr in celler]
        if not kolonner and self._er_flettet(raekke.nr, self.tabel.navnekolonne):
            return
        tekster: list[str] = []
        for kolonne in kolonner:
            try:
                tekster.append(laes_navn(celler[kolonne]))
            except Cellegrund as grund:
                self._fejl(raekke.nr, kolonne, str(grund))
                return
        raekke.skrevet = tekster[0] if tekster else ""
        try:
            raekke.kode = raekke.skrevet = self.opslag.find(raekke.skrevet)
        except UkendtKommune as ukendt:
            self._ukendt(raekke, kolonner[0] if kolonner else self.tabel.navnekolonne, ukendt)
        if raekke.kode and len(tekster) > 1 and self._ment(tekster[1]) != raekke.kode:
            info = f"koden {raekke.kode}, som er {self.kommuner[raekke.kode].navn}"
            self._fejl(raekke.nr, kolonner[1], f"Navnet »{tekster[1][:40]}« passer ikke til {info}. Ret den ene.")
            raekke.kode = ""

    def _ukendt(self, raekke: Laest, kolonne: int, ukendt: UkendtKommune) -> None:
        """Ask about a spelling that is nearly right, and go on as if the answer were yes; others are errors."""
        fejl = self.tabel.fejlen(raekke.nr, kolonne, str(ukendt))
        if ukendt.forslag is None:
            self.fejl.append(fejl)
            return
        self.spoergsmaal.append(fejl)
        self.forslag[ukendt.skrevet] = raekke.kode = ukendt.forslag

    def _ment(self, skrevet: str) -> str | None:
        """The code of the municipality that a text names or nearly names."""
        try:
            return self.opslag.find(skrevet)
        except UkendtKommune as ukendt:
            return ukendt.forslag

    def _find_dag(self, raekke: Laest, celler: Mapping[int, Vaerdi]) -> None:
        kolonne = self.tabel.kolonne(DATO)
        vaerdi = celler.get(kolonne) if kolonne else None
        if kolonne is None or vaerdi is None:
            raekke.pr_dato = self.valgt_dag
            if kolonne and not self.valgt_dag and not self._er_flettet(raekke.nr, kolonne):
                self._fejl(raekke.nr, kolonne, f"Datoen mangler. {SKRIV_DAG}")
            return
        try:
            raekke.pr_dato = laes_dag(vaerdi, self.i_dag, self.valgt_dag)
        except Cellegrund as grund:
            self._fejl(raekke.nr, kolonne, str(grund))

    def _kontroller_sum(self, nr: int, celler: Mapping[int, Vaerdi], raekker: list[Laest]) -> None:
        """Hold a sum against its rows. What a formula gave counts; a sum that is empty or not computed says nothing."""
        for slags, kolonne in self.tabel.slags.items():
            try:
                trykt = _sum(celler.get(kolonne))
            except Cellegrund as grund:
                self._fejl(nr, kolonne, f"{slags.label}, sum: {grund}")
                continue
            if trykt is None or any(slags in raekke.forkerte for raekke in raekker):
                continue
            sum_ = sum(raekke.antal[slags] or 0 for raekke in raekker)
            if trykt != sum_:
                tekst = f"Summen af {slags.label} er {vis_tal(trykt)} i filen, men rækkerne giver {vis_tal(sum_)}."
                self._fejl(nr, kolonne, f"{tekst} Ret det, der er forkert.")

    def _sammenhold(self) -> None:
        """Every municipality of a house once for each day, and each kind for all of them or for none."""
        grupper: dict[tuple[str, date], list[Laest]] = {}
        foerste: dict[tuple[str, date], Laest] = {}
        for raekke in self.raekker:
            if not raekke.kode or not raekke.pr_dato:
                continue
            info = self.kommuner[raekke.kode]
            foer = foerste.setdefault((raekke.kode, raekke.pr_dato), raekke)
            if info.hus not in self.huse:
                tekst = f"{info.navn} hører til {info.husets_navn}, som du ikke kan indlæse tal for. Slet rækken."
                self._fejl(raekke.nr, self.tabel.navnekolonne, tekst)
            elif foer is not raekke:
                sted = self.tabel.ark.sted(foer.nr, self.tabel.navnekolonne)
                tekst = f"{info.navn} står også i {sted} med tal pr. {vis_dato(raekke.pr_dato)}. Slet den ene."
                self._fejl(raekke.nr, self.tabel.navnekolonne, tekst)
            else:
                grupper.setdefault((info.hus, raekke.pr_dato), []).append(raekke)
        for (hus, dag), raekker in grupper.items():
            if not self._flettede:  # a row whose name or day lies in one cannot be known
                self._alle_med(hus, dag, raekker)
            self._talte(dag, raekker)

    def _alle_med(self, hus: str, dag: date, raekker: list[Laest]) -> None:
        fundne = {raekke.kode for raekke in raekker}
        husets = {kode: info for kode, info in self.kommuner.items() if info.hus == hus}
        mangler = [info.navn for kode, info in husets.items() if kode not in fundne]
        if mangler:
            tal = f"tallene for {next(iter(husets.values())).husets_navn} pr. {vis_dato(dag)}"
            tekst = (
                f"{opremset(mangler)} mangler i {tal}. Alle husets kommuner skal have en række, også når tallene er 0."
            )
            self._fejl(raekker[-1].nr, self.tabel.navnekolonne, tekst)

    def _talte(self, dag: date, raekker: list[Laest]) -> None:
        talte = {slags for slags in self.tabel.slags for raekke in raekker if _er_udfyldt(raekke, slags)}
        if not talte:
            tekst = f"Der er ingen tal pr. {vis_dato(dag)}. Skriv tal for mindst én slags vejledning."
            self._fejl(raekker[0].nr, self.tabel.navnekolonne, tekst)
        for slags, kolonne in self.tabel.slags.items():
            for raekke in raekker if slags in talte else ():
                if not _er_udfyldt(raekke, slags):
                    tekst = f"{slags.label} mangler for {self._navn(raekke)}. Skriv et tal, også når det er 0."
                    self._fejl(raekke.nr, kolonne, tekst)


def er_i_alt(vaerdi: Vaerdi) -> bool:
    """Whether a cell says that its row is a sum: `I alt`, `Sum`, `Region Midtjylland i alt`."""
    tekst = ren(vaerdi)
    return tekst in I_ALT or tekst.endswith(" i alt")


def _er_udfyldt(raekke: Laest, slags: Vejledningsslags) -> bool:
    """Whether a count stands there, right or wrong."""
    return raekke.antal[slags] is not None or slags in raekke.forkerte


def _sum(vaerdi: Vaerdi | None) -> int | None:
    """A printed sum; None when there is none, or when it is a formula whose result is not in the file."""
    gav = vaerdi.gav if isinstance(vaerdi, Formel) else vaerdi
    return None if gav is None else laes_antal(gav)
