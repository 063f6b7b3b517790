# What the regulation or the state of a thing does not allow, and what to do instead. Named by the codes of rules/refusals.py
not_yours = This is outside your posts. If it should be yours, please tell the PSDG.
unknown_reference = There is no { $typed }. Please check the reference in the message that you received and type it again.
unknown_reference_near = There is no { $typed }. Near it: { $nearest }
unknown_name = { $kind ->
    [unit] There is no unit “{ $typed }”. Please check its name and type it again.
    [indicator] There is no indicator “{ $typed }”. Please check its code and type it again.
    [project] There is no project “{ $typed }”. Type “projects” to see them.
    [framework] There is no framework “{ $typed }”. Type “calendar” to see those that there are.
    [step] There is no step “{ $typed }”. Type “calendar” to see the steps.
   *[round] There is no round “{ $typed }”. Please type the months of a round, such as 6.
}
unknown_name_near = { $kind ->
    [unit] There is no unit “{ $typed }”. Near it: { $nearest }
    [indicator] There is no indicator “{ $typed }”. Near it: { $nearest }
    [project] There is no project “{ $typed }”. Near it: { $nearest }
    [framework] There is no framework “{ $typed }”. There are: { $nearest }
    [step] There is no step “{ $typed }”. There are: { $nearest }
   *[round] There is no round “{ $typed }”. There are: { $nearest }
}
already_back = Step { $step } has gone back to step { $to } already. Once step { $to } is done, step { $step } can be decided again.
unknown_code = That code is not known. Please check its letters and send it again, or ask the PSDG for a new one.
used_code = Somebody has joined with that code already. A personal code works once: please ask the PSDG for a new one.
expired_code = That code was good until { $until } and has expired. Please ask the PSDG for a new one.
revoked_code = That code was withdrawn. Please ask the PSDG for a new one.
asked_too_often = You have asked to join several times. Please ask again after { $again_at }, or ask the head of your unit.
too_many_tries = Several codes were wrong. Please send your code again after { $again_at }.
not_bound = { $unit } need not report indicator { $indicator }. Type “report” to see what is to be sent.
nothing_owed = There is no period to report on for this now. Type “report” to see what is to be sent.
not_answered_here = { $method ->
    [fed] Indicator { $indicator } is fed by another system once the unit has entered its data there.
    [survey] Indicator { $indicator } is surveyed for the unit.
   *[none] Indicator { $indicator } is not reported.
} There is nothing to send here.
counted_already = “{ $entry }” was counted a moment ago in { $reference }. Please type “confirm” again: what repeats is taken out and shown first.
not_yet_reportable = Period { $period } has not begun. It can be reported from { $reportable_from }.
closed_period = Period { $period } is closed, for the { $round_code }-month report has reached OPDC. If it must be corrected, please tell the PSDG.
no_rounds = The framework in force has no rounds of reports. Type “calendar” to see its days and steps.
closed_round = Round { $round_code } is closed, for it was stated that it reached OPDC. It need not be handed in or taken back any more. If it must be corrected, please tell the PSDG.
project_finished = Project { $project } was finished or closed before, so there is nothing to do.
already_sent = This was sent on { $at }, number { $reference } (by { $by }). To change it, type “edit { $reference }”.
already_approved = This was approved on { $at } (by { $by }), so it cannot be corrected any more.
already_taken = The PSDG took this on { $at } (by { $by }), so it can be neither recalled nor handed in again. If it must be corrected, please tell the PSDG.
already_decided = { $stage ->
    [approved] This was approved on { $at } (by { $by }), and that counts.
    [returned] This was returned on { $at } (by { $by }), and that counts.
    [taken] This was taken on { $at } (by { $by }), and that counts.
    [granted] This request was granted on { $at } (by { $by }), and that counts.
    [denied] This request was denied on { $at } (by { $by }), and that counts.
    [withdrawn] Whoever asked withdrew this request on { $at }.
   *[other] This was decided on { $at } (by { $by }), and that counts.
}
not_waiting = { $stage ->
    [new] This has not been sent yet,
    [sent] This waits to be reviewed,
    [returned] This was returned for correction and has not been sent again,
    [approved] This is approved,
    [handed] This was handed in and waits for the PSDG to take it,
    [recalled] This was taken back and has not been handed in again,
    [taken] The PSDG has taken this,
   *[other] This does not wait for anything,
} { $deed ->
    [send] so it cannot be sent now.
    [approve] so it cannot be approved now.
    [return] so it cannot be returned now.
    [hand] so it cannot be handed in now.
    [recall] so it cannot be taken back now.
    [take] so it cannot be taken now.
   *[other] so that cannot be done now.
}
changed_since = A newer version ({ $version }) came in after what you saw. Please look at it before you decide.
reason_needed = Please give a reason.
future_arrival = The time stated, { $stated }, has not come yet: it is { $now }. Please check day and hour.
file_too_large = That file has { $size } MB; at most { $limit } MB can be taken. Please send a smaller file, several, or a photo.
file_empty = There is nothing inside that file. Please send it again.
too_long = These words are { $length } letters long; at most { $most } can be taken. Please type fewer. What was filled in before is still there.
project_in_use = Project { $project } has reports or evidence, or its round has reached OPDC, so that cannot be undone.
