# Exporting a framework and its calendar (thanwela export)

which_ending = { $file }: this kind of file is not known. Please use a name that ends in { $endings }
which_framework = Please name one framework: { $known }
none_there = There is no framework yet. Please import one first with thanwela import
cannot_write = The file { $file } cannot be written. Please look at the folder and at who may write there
forms = { $count ->
    [one] with one blank form beside it
   *[other] with { $count } blank forms beside it
}
written = { $title } (fiscal year { $year }): written to { $file }
too_long_for_xlsx = { $file }: a list is longer than one cell of Excel takes; please export it as .toml
template_there = { $file } is there already and is not overwritten; please use another name
template_ending = { $file }: the template’s name has to end in .xlsx
template_written = The template is in { $file }. Fill it in in Excel, then look at it with thanwela import { $file } --dry-run
