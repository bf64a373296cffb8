"""The 98 municipalities as plain data, for what needs no database."""

import yaml
from django.conf import settings

KOMMUNER = yaml.safe_load((settings.BASE_DIR / "fixtures/grunddata/kommuner.yaml").read_text(encoding="utf-8"))[
    "kommuner"
]
NAVNE: dict[str, str] = {kommune["kode"]: kommune["navn"] for kommune in KOMMUNER}
HUSE: dict[str, str] = {kommune["kode"]: kommune["erhvervshus"] for kommune in KOMMUNER}
MIDTJYLLAND = [kode for kode, hus in HUSE.items() if hus == "midtjylland"]
