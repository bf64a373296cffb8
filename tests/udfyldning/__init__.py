"""Excel both ways: a report as a workbook to be filled in, and read again."""
