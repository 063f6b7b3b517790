# The words of the states, the same everywhere.

on_time = On time
sent = Sent
soon = Due soon
late_sent = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
late_open = Overdue, not sent
nothing = Nothing to report
not_due = Not due yet
not_required = Need not report
returned = Returned for correction
