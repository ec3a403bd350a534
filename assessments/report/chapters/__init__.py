"""The chapters of the report, one file each; every one turns results into blocks."""
