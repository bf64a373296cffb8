"""Files as Statistikbanken gives them, of a small country with three municipalities."""

NAVNE = {"0101": "København", "0741": "Samsø", "0751": "Aarhus"}
LANG = """\
OMRÅDE;TID;INDHOLD
101;2024K1;660842
101;2025K1;667099
741;2024K1;3688
741;2025K1;3669
751;2024K1;367095
751;2025K1;373388
"""
TABEL = """\
Folketal den 1. i kvartalet efter område og tid

;2024K1;2025K1
København;660842;667099
Samsø;3688;3669
Aarhus;367095;373388
"""
FOLKETAL = {
    2024: {"0101": 660_842, "0741": 3_688, "0751": 367_095},
    2025: {"0101": 667_099, "0741": 3_669, "0751": 373_388},
}
