"""The table of doors: every address, with what each person must be answered."""
