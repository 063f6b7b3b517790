# Taking a post away, and withdrawing codes that nobody has used
who = Whom do you want to remove? Please type a name, or see the codes that nobody has used.
which = Those that match “{ $typed }” or come near. Please choose.
name_please = Please type a name, or choose by a button.
codes = Unused codes
open_codes = { $count ->
    [one] { $count } code that nobody has used
   *[other] { $count } codes that nobody has used
}
no_codes = There is no unused code. To take a post away, please type a name.
code_personal = personal code · { $post }
code_shared = shared code · { $post }
code_moves = code for a new account · { $name }
code_days = made { $made } · good until { $until }
more = and { $count } more; type more of the name to find one
take = Take { $number }
sure = { $name } will no longer be { $post }.
    What they sent and decided stays, and they will be told.
sure_code = Withdraw this: { $code }. Nobody can come in with it any more.
begun = { $count ->
    [one] { $count } report that was begun goes on to { $heir }.
   *[other] { $count } reports that were begun go on to { $heir }.
}
begun_by_nobody = { $count ->
    [one] { $count } report was begun, and nobody in the unit can take it up yet.
   *[other] { $count } reports were begun, and nobody in the unit can take them up yet.
}
confirm = Confirm removal
keep = Keep
confirm_or_keep = Please choose “Confirm removal” or “Keep”.
kept = Nothing was taken away. Everything is as it was.
done = { $name } is no longer { $post }.
went_on = { $count ->
    [one] { $count } report that was begun has gone on to { $heir }.
   *[other] { $count } reports that were begun have gone on to { $heir }.
}
code_done = Withdrawn: { $code }.
was_done = That was taken away or used before, so there is nothing left to do.
yourself = You cannot remove yourself with this word. To leave, please type “leave”.
you = You are no longer { $post } (by { $by }). Thank you for your work.
    What you sent stays with the unit. If this seems wrong, please ask the PSDG.
    To have your name removed as well, type “leave”.
psdg = { $name } is no longer { $post } (by { $by }).
handed_on = { $name } no longer reports for this unit and had begun { $about }, with the files beside it. It goes on with { $heir }.
go_on = Go on
