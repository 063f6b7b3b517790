# Mistakes in a workbook: its own, and those that are said otherwise than of a .toml (mistakes.ftl)

missing = is empty and has to be filled in
wrong_type = { $expected ->
    [flag] has to be “yes” or “no”
    [whole] has to be a whole number
    [wholes] has to be whole numbers, parted by commas: 7, 3, 1, 0
    [number] has to be a number
    [numbers] has to be a number
    [hour] has to be a time, for example 16:30
   *[other] has to be text: please set the cell’s format to “Text” and type it again
}
no_such_province = there is no province “{ $value }”: please choose one from the list
ours_unknown = “{ $value }” is no column that is filled in in this row
not_a_day = is not a day; please write for example 30/3/2570
day_with_year = the sheet “General” names no fiscal year, so days are written without a year (30/3); or name the year there
day_without_year = please write the day with its year, for example 30/3/{ $year }
year_not_buddhist = { $value } is not a Buddhist year; as a year C.E. it is { $buddhist }
not_every_year = 29 February is not in every year: name the fiscal year in the sheet “General”, or use another day
year_is_set = the sheet “General” names its fiscal year, so it cannot be laid on another
ladder_order = the days have to rise: the officer not after the head, the head not after the supervisor
sending_is_quiet = messages would be sent in the quiet hours
post_scope = { $role ->
    [psdg] the PSDG is of the whole department: no unit, no indicators
    [executive] an executive is of the whole department: no unit, no indicators
    [operator] an operator is of the whole department: no unit, no indicators
    [officer] an officer needs a unit and no indicators
    [head] a head needs a unit and no indicators
   *[other] this role needs indicators and no unit
}
nobody_bound = nobody is said to report it: fill in units or kinds of unit
steps_missing = is reported by steps, so the sheet “Steps of indicators” needs at least one row for it
steps_of_other_method = has rows in the sheet “Steps of indicators”, but is not reported by steps
project_of_other_method = projects go with reports by steps only
projects_not_reported = has rows in the sheet “Projects”, so “By project” has to be “yes”
entry_missing = is reported as a list, so the fields of an entry have to be filled in
entry_of_other_method = fields of an entry go with lists only
entry_en_unequal = the fields in English have to be as many as in Thai
comparing_of_other_method = what makes entries the same goes with lists that are counted once only
activity_missing = is counted once in an activity, so the field of the activity has to be named
activity_without_use = the field of the activity goes with “the same activity” only
month_of_longer_period = “the same month” does not go with reports on more than one month
system_of_other_method = another system goes with what is entered in it, fed by it, or a form
form_of_other_method = what is said of a form goes with reports on a form only
form_link_no_address = the form’s address has to begin with https:// or http://
form_file_outside = the blank form lies beside this workbook or in a folder below it, as in forms/F1.docx
criteria_not_five = the five criteria have to be filled in all, or none
tier_twice = this round has the same tier in more than one row
extends_nothing = the sheet “Settings” has no day on which a month is due, so nothing can be due later
month_or_months = fill in one month, or the first and the last; not both
not_a_month = is not a month; please write for example 11/2569
year_in_the_day = the day of this step names its year: please leave “Year before or after” empty
process_no_days = has no day, no month and no step to wait for
process_days = days are given in one way only: a day, a span, a month, months, or after a round
takes_one = fill in one only: hours, working days, or calendar days
takes_missing = say how long it takes
province_scope = a day for some provinces is the country’s: please leave the scope empty
returned_tier = goes with tier 1 only
waives_all = nobody would owe anything: say which units, indicators, projects or months are meant
nothing_pledged = there are no indicators, no rounds and no process yet
no_deadline = tier { $tier } of the { $value }-month round has no deadline in the sheet “Rounds”

unknown_sheet = this sheet is not known: please delete it, or name it as in the template
unknown_sheet_near = this sheet is not known; is “{ $nearest }” meant?
hidden_sheet = this sheet is hidden: please show it, so that what is imported can be seen, or delete it
sheet_twice = this sheet stands there twice
no_titles = no row of titles was found in the first 10 rows; this sheet’s titles are { $titles }
unknown_column = this column is not known: please delete it, or name it as in the template
unknown_column_near = this column is not known; is “{ $nearest }” meant?
column_twice = this column stands there twice
no_title = this column has something in it but no title
unknown_line = this line is not known: please delete it, or name it as in the template
unknown_line_near = this line is not known; is “{ $nearest }” meant?
line_twice = this line stands there twice
cell_in_error = this cell shows the error of a formula: please mend it, or type the value
unreckoned = the formula in this cell has no result yet: please open the file in Excel and save it, or type the value
one_before_missing = one that comes before it is still empty
