# Tier 2: handed to the PSDG; tier 3: the card of an arrival at OPDC
which = Please type the indicator and the round, as in “submit 8 6” or “submit 8 6/2570”.
which_back = Please type the indicator and the round, as in “recall 8 6”.
hand_this = Hand in { $name } · { $round }
if_now = Due { $due } · if handed in now: { $outcome }
never_blocks = It can be handed in although not all is there. Shall it be?
missing = Missing: { $list }
gap = { $unit } ({ $periods })
more_units = and { $count } more units
eats = This took { $gone } of the PSDG’s { $had }.
hand = Hand in
drop = Not yet
dropped = It has not been handed in.
hand_or_drop = Please choose “Hand in” or “Not yet”.
not_handed = It has not been handed in, for something happened to it before. This is how it stands.
handed = Handed in, number { $ref }
    The PSDG has been told, and the outcome comes in this chat.
handed_again = Handed in again: { $ref } · { $name } { $round } · by { $by }
look = See
handed_notice = Handed in
recalled = { $ref } is taken back · { $name }, { $round }
    Handed in again, it counts from then.
handed_title = Handed in: { $name }
handed_by = Handed in by { $by } · { $when }
taken_by = Taken by { $by } · { $when }
recalled_by = Taken back by { $by } · { $when }
returned_by = Returned by { $by } · { $when }
because = “{ $reason }”
take = Take
send_back = Return
why = Reasons
was_taken = Taken by the PSDG: { $ref } · { $name }, { $round } · by { $by }
was_returned = Please correct { $ref } · { $name }, { $round }
    “{ $reason }” · returned by { $by }
    It still counts from the first handing.
arrived = Arrived at OPDC: { $when }
stated_by = Stated by { $by } · { $when }
stated_again = Stated by { $by } · { $when } (in place of { $ref })
closed = Entry is closed for the periods of this round.
is_early = The round is not over: it ends on { $end }, and { $months } have not passed.
hand_early = Hand in early
never_blocks_early = It can be handed in now, without the months that are left. Shall it be handed in before the round ends?
