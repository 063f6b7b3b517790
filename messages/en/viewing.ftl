# What waits, and one report in full
nothing_waits = Nothing waits for you.
queue = { $count ->
    [one] { $count } report waits for you
   *[other] { $count } reports wait for you
}
oldest_first = The longest waiting comes first
more = These are the first 10; { $count } more wait
since = waiting since { $when }
show = Show
late = Late
overview = Overview
version = Version { $number } · { $answer } · sent by { $by } · { $when }
approved = Approved by { $by } · { $when }
returned = Returned by { $by } · { $when } · “{ $reason }”
replaced = Replaced: { $ref }, stated arrival { $arrived } · by { $by } · { $when }
in_force = In force: { $ref }, stated arrival { $arrived } · by { $by } · { $when }
