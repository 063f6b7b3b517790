# Importing a framework (thanwela import): what changes, and every mistake in the file

cannot_open = { $file } cannot be opened
too_large = { $file } is larger than 2 MB and can hardly be a framework
not_utf8 = { $file }, line { $line }: a character cannot be read; please save the file again as UTF-8
not_toml = { $line ->
    [0] { $file } is not well formed: a number is too long or brackets lie too deep
   *[other] { $file }, line { $line }: not well formed; please check quotation marks, equals signs and brackets
}
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

table_unit_kinds = kinds of unit
table_units = units
table_frameworks = framework
table_dimensions = dimensions
table_indicators = indicators
table_steps = steps
table_bindings = units bound
table_projects = projects
table_rounds = rounds
table_deadlines = deadlines
table_penalties = penalties
table_posts = posts
table_holidays = holidays

kind_text = a text in quotation marks
kind_flag = true or false
kind_whole = a whole number
kind_wholes = a list of whole numbers, as [7, 3, 1, 0]
kind_number = a number
kind_numbers = a list of numbers, as [1, 2, 3, 4, 5]
kind_texts = a list of texts, as ["a", "b"]
kind_table = a group of values
kind_tables = a list of groups of values
kind_hour = a time, as "09:00"
kind_date = a date
kind_other = another kind of value

what_unit = unit
what_bound_unit = unit that has to report this indicator
what_kind = kind of unit
what_dimension = dimension
what_indicator = indicator
what_round = round

mistake_missing = is missing
mistake_empty = must not be empty
mistake_too_long = is longer than { $longest } characters
mistake_reserved = “{ $value }” is a word of the system's own; please use another code
mistake_code_with_space = the code “{ $value }” must have no space and no / in it
mistake_twice = “{ $value }” stands there twice
mistake_not_a_choice = “{ $value }” is not one of { $allowed }
mistake_not_a_choice_near = “{ $value }” is not one of { $allowed }; is “{ $nearest }” meant?
mistake_wrong_type = should be { $expected } and is { $found }
mistake_outside = has to lie between { $low } and { $high }
mistake_number_outside = has to be a number from 0 with at most twelve digits before and six behind the point
mistake_unknown_key = this word is not known
mistake_unknown_key_near = this word is not known; is “{ $nearest }” meant?
mistake_unknown_name = there is no { $what } “{ $value }” in this file
mistake_unknown_name_near = there is no { $what } “{ $value }” in this file; is “{ $nearest }” meant?
mistake_ours_unknown = “{ $value }” does not stand in this part of the file
mistake_not_a_day = is not a day; please write "2548-03-30" (Buddhist year-month-day), or "03-30" in a file without a year
mistake_no_such_day = there is no such day in the calendar
mistake_day_with_year = this file has no year, so its days are written as month-day: "03-30"
mistake_day_without_year = this file is of fiscal year { $year }, so its days are written with a year: "2548-03-30"
mistake_day_without_quotes = a Buddhist year has to stand in quotation marks: "{ $value }" (without them a year is C.E.)
mistake_year_not_buddhist = { $value } is not a Buddhist year; if it is C.E., please write { $buddhist }
mistake_day_outside_year = lies more than a year away from fiscal year { $year }
mistake_not_every_year = 29 February is not in every year, so a file without a year cannot use it
mistake_ladder_order = the days have to rise: officer not after head, head not after supervisor
mistake_sending_is_quiet = messages would be sent in the quiet hours (quiet_from to quiet_until)
mistake_post_scope = { $role ->
    [psdg] the post psdg is of the whole department: no unit, no indicators
    [officer] the post officer needs a unit and no indicators
    [head] the post head needs a unit and no indicators
   *[other] the post { $role } needs indicators and no unit
}
mistake_nobody_bound = nobody is said to report it (units or kinds)
mistake_steps_missing = what is reported by steps needs at least one of them
mistake_steps_of_other_method = steps go with method = "step" only
mistake_too_many_steps = has more than 20 steps
mistake_project_of_other_method = projects go with method = "step" only
mistake_projects_not_reported = has projects, so it needs by_project = true
mistake_criteria_not_five = criteria are five values, for the scores 1 to 5
mistake_criteria_order = criteria have to rise, or fall, all the way
mistake_project_twice = the project code “{ $value }” of { $unit } stands there twice
mistake_year_is_set = this file names its year, so it cannot be laid on another
mistake_tier_twice = one tier has more than one deadline
mistake_tier_order = the deadline of tier 2 must not lie after that of tier 3
mistake_before_round = a deadline lies before the first day of its round
mistake_penalty_twice = tier { $tier } has more than one penalty for the same round
mistake_said_twice = says something about the same thing more than once
