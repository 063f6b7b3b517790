# Several units of one officer
title = { $count ->
    [one] You report for { $count } unit.
   *[other] You report for { $count } units. Choose one to see its list.
}
one = { $unit }: { $count ->
    [0] nothing to send
   *[other] { $count } to send
}
owes_nothing = { $unit } has nothing to send now.
