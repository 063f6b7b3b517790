# The picture of units × months
title = Monthly reports of the units, fiscal year { $year }
subtitle = { $day } · { $complete } of { $all } units have sent all that was due
complete = complete
rest = { $count ->
    [one] { $count } unit is not shown: this picture has those with most to follow up
   *[other] { $count } units are not shown: this picture has those with most to follow up
}
late_open = { $count } missing
returned = { $count } to be corrected
soon = { $count } to be sent
late_sent = { $count } came late
all_in = complete
late_word = came late (number of days)
