# Who is in
title = { $count ->
    [one] { $count } person is in
   *[other] { $count } people are in
}
empty_units = { $count ->
    [one] { $count } unit without an officer: { $units }
   *[other] { $count } units without an officer: { $units }
}
unsupervised = { $count ->
    [one] { $count } indicator without a supervisor: { $indicators }
   *[other] { $count } indicators without a supervisor: { $indicators }
}
unreached = { $count ->
    [one] { $count } person cannot be reached
   *[other] { $count } people cannot be reached
}
unreached_one = · { $name } ({ $post }) { $where }
mend = Ask them to add or unblock this account, or make a code for a new phone: type “invite” and the name.
more = and { $count } more
more_people = and { $count } more; type “people” and a name to see one
count = { $role }: { $count }, in { $places ->
    [one] { $places } post
   *[other] { $places } posts
}
open_codes = Codes that nobody has used: { $count }
how = To see a unit or a person: type “people” and the unit, the indicator or the name.
status = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
nobody = Nobody is { $post } yet
since = { $post } · since { $since }
acting = acting until { $until }
on = on { $platforms }
cannot = cannot be reached: { $where }
blocked = has blocked this account on { $platform } since { $since }
no_account = has no account that can be reached
new_phone = Code for new phone
invite = Invite
