# Mistakes in a framework file, by the codes of rules/framework_*.py

missing = is missing
empty = must not be empty
too_long = is longer than { $longest } characters
control_sign = has a sign in it that cannot be seen or printed
reserved = “{ $value }” is a word of the system’s own; please use another code
code_with_space = the code “{ $value }” must have no space and no / in it
twice = “{ $value }” stands there twice
not_a_choice = “{ $value }” is not one of { $allowed }
not_a_choice_near = “{ $value }” is not one of { $allowed }; is “{ $nearest }” meant?
wrong_type = should be { $expected } and is { $found }
outside = has to lie between { $low } and { $high }
number_outside = has to be a number from 0 with at most twelve digits before and six behind the point
unknown_key = this word is not known
unknown_key_near = this word is not known; is “{ $nearest }” meant?
unknown_name = there is no { $what } “{ $value }” in this file
unknown_name_near = there is no { $what } “{ $value }” in this file; is “{ $nearest }” meant?
ours_unknown = “{ $value }” does not stand in this part of the file
not_a_day = is not a day; please write "2548-03-30" (Buddhist year-month-day), or "03-30" in a file without a year
no_such_day = there is no such day in the calendar
day_with_year = this file has no year, so its days are written as month-day: "03-30"
day_without_year = this file is of fiscal year { $year }, so its days are written with a year: "2548-03-30"
day_without_quotes = a Buddhist year has to stand in quotation marks: "{ $value }" (without them a year is C.E.)
year_not_buddhist = { $value } is not a Buddhist year; if it is C.E., please write { $buddhist }
day_outside_year = lies more than a year away from fiscal year { $year }
not_every_year = 29 February is not in every year, so a file without a year cannot use it
ladder_order = the days have to rise: officer not after head, head not after supervisor
sending_is_quiet = messages would be sent in the quiet hours (quiet_from to quiet_until)
post_scope = { $role ->
    [psdg] the post psdg is of the whole department: no unit, no indicators
    [executive] the post executive is of the whole department: no unit, no indicators
    [operator] the post operator is of the whole department: no unit, no indicators
    [officer] the post officer needs a unit and no indicators
    [head] the post head needs a unit and no indicators
   *[other] the post { $role } needs indicators and no unit
}
nobody_bound = nobody is said to report it (units or kinds)
steps_missing = what is reported by steps needs at least one of them
steps_of_other_method = steps go with method = "step" only
too_many_steps = has more than 20 steps
project_of_other_method = projects go with method = "step" only
projects_not_reported = has projects, so it needs by_project = true
entry_missing = a list needs entry: the names of the fields of one entry
entry_of_other_method = entry goes with method = "list" and "distinct" only
entry_en_unequal = entry_en must have as many fields as entry
too_many_fields = an entry has 6 fields at most
comparing_of_other_method = same_by, once_in, activity and persons go with method = "distinct" only
activity_missing = once_in = "activity" needs activity: the field that names the activity
activity_without_use = activity goes with once_in = "activity" only
month_of_longer_period = once_in = "month" does not go with reports on more than one month
system_of_other_method = system goes with method = "elsewhere", "fed" and "form" only
form_of_other_method = form, form_link and form_file go with method = "form" only
form_link_no_address = form_link is an address that begins with https:// or http://
form_file_missing = this file is not there, or cannot be read
form_file_too_large = this file is larger than { $most } KB
form_file_unknown = this file is empty or of a kind that is not taken: documents, pictures, sound and films are
form_file_outside = the blank form lies beside this file or in a folder below it: write "forms/F1.docx"
criteria_not_five = criteria are five values, for the scores 1 to 5
criteria_order = criteria have to rise, or fall, all the way
project_twice = the project code “{ $value }” of { $unit } stands there twice
year_is_set = this file names its year, so it cannot be laid on another
tier_twice = one tier has more than one deadline
tier_order = the deadline of tier 2 must not lie after that of tier 3
before_round = a deadline lies before the first day of its round
since_twice = the unit “{ $value }” is given more than one month
waives_all = nobody would owe anything: say which units, kinds, indicators, projects or months are meant
not_of_tier = says nothing at tier { $tier }
month_or_months = one month stands under month, the first and the last of several under months; not both
no_deadline = tier { $tier } of the { $value }-month round has no deadline in this file
extends_nothing = a month is due on no day (settings.due_day), so nothing can be due later
not_later = is not later than the day that is stated already
penalty_twice = tier { $tier } has more than one penalty for the same round
said_twice = says something about the same thing more than once
not_a_month = not a month: write "2553-11" (B.E. year-month), or "11" in a file without a year
year_in_the_day = the day of this step names its year already: year has to say the same, or be left out
process_circle = step “{ $value }” waits for itself in a circle, so that none of them can begin
process_no_days = no days are given (on, until, from, month, months) and no step to wait for (after, after_round)
process_days = days are given in one way only: on, or until, or from with until, or month, or months, or after_round
takes_one = a duration is given in one way only: hours, or working (days), or days (of the calendar)
takes_missing = say how long it takes, for example takes = { "{" } working = 10 { "}" }
window_order = the last day lies before the first
no_such_province = there is no province “{ $value }”: write its English name in small letters, joined by _, as in chiang_mai
no_such_province_near = there is no province “{ $value }”; is “{ $nearest }” meant?
province_scope = a day for some provinces is the country’s, not the office’s: leave scope out or write "country"
share_over_whole = a share is at most 100 per cent
returned_tier = only tier 1 has a date for what was sent back: write tier = 1, or leave returned out
nothing_pledged = has no indicators, no rounds and no process yet
