# A unit’s projects
none = Your unit has no indicator that is reported by project.
title = Projects of the unit
add = Add a project ({ $indicator })
finish = Finish { $code }
not_begun = not reported before
is_finished = finished { $day }
which_unit = For which unit is the project?
choose = Please choose the unit with a button.
ask_name = Please type the project’s name.
cancel = Cancel
cancelled = No project was changed.
added = Project { $code } “{ $name }” is added. It is reported from { $month } on.
ask_when = When was project { $code } { $name } finished? Choose, or type the day.
today = Today
last_month = End of last month
not_a_day = Please type a day from { $first } up to today.
ask_why = Please type why the project is finished.
all_done = All is done
why_in_words = Please type the reason, or choose “All is done”.
finished = Project { $code } was finished on { $day }. Nothing is reported after that month.
confirm = Confirm
sure = Project { $code } { $name }
    finished on { $day }, reason: “{ $reason }”
    Is that right? To change the reason, type it again.
same_name = There is a project { $code } “{ $name }” already. Please type another name.
report = Report
see_all = Projects
withdraw = Withdraw { $code }
withdrawn = Project { $code } “{ $name }” is withdrawn. Nothing is reported for it.
mistaken = Added by mistake
continue = Go on with { $code }
continued = Project { $code } “{ $name }” goes on and is reported as before.
