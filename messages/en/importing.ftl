# Importing a framework (thanwela import): what changes, and every mistake in the file

cannot_open = { $file } cannot be opened. Please check its name, its place and that it may be read.
too_large = { $file } is larger than 2 MB and can hardly be a framework
not_utf8 = { $file }, line { $line }: a character cannot be read; please save the file again as UTF-8
not_toml = { $line ->
    [0] { $file } is not well formed: a number is too long or brackets lie too deep
   *[other] { $file }, line { $line }: not well formed; please check quotation marks, equals signs and brackets
}
workbook_too_large = { $file } is larger than 10 MB and can hardly be a framework
not_workbook = { $file } is no Excel workbook (.xlsx), or is damaged; please open it in Excel and save it again as .xlsx
old_workbook = { $file } is of old Excel (.xls) or has a password; please save it as .xlsx without a password
with_macros = { $file } has macros in it; please save it as .xlsx without macros
swollen = { $file } is larger than 50 MB once unpacked, or has too many parts; please copy the values into a new template
too_wide = { $file } has a sheet of more than 20,000 rows or 120 columns; please delete what lies outside the tables
refused = { $file } was not imported; { $count ->
    [one] one thing has to be put right
   *[other] { $count } things have to be put right
}
mistake = { $place }: { $sentence }
unchanged = { $title } (fiscal year { $year }): everything is as in the file already, nothing changes
changed = { $title } (fiscal year { $year }): imported
would_change = { $title } (fiscal year { $year }): an import would change this (nothing has been stored)
made = new: { $count } { $what }
row_changed = changed: { $what } { $label }
row_closed = closed: { $what } { $label } (not in the file any more; what was there is kept)
row_reopened = open again: { $what } { $label }
difference = – { $field }: { $old } → { $new }
nothing_there = (empty)
truth = { $value ->
    [yes] yes
   *[no] no
}
ledger = obligations: { $opened } new · { $changed } with other days · { $closed } closed · { $reopened } open again
year_not_buddhist = --year { $year }: not a Buddhist year; if it is C.E., please write { $buddhist }
held = { $count ->
    [one] – one person holds it and hears nothing under it any more
   *[other] – { $count } people hold it and hear nothing under it any more
}
at_file = Reading { $file }
at_rows = Comparing with what is there, and writing
at_ledger = Working out who owes what by when
empty = { $count ->
    [one] { $count } unit has no officer yet: { $units }
   *[other] { $count } units have no officer yet: { $units }
} (make codes with thanwela invite, or type “invite” in chat)
