"""A framework as an office's workbook: one layout, by which it is written, offered empty and read."""
