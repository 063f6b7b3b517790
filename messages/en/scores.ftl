# The scores of a round, and the reasons of a score line by line
title = Scores · { $round }
days = { $who } · results of { $first } – { $last }
total = Total { $score }
total_seen = Total of your indicators { $score }
no_total = No total yet
running = This round ends on { $end }; the scores are of what has come so far.
dimension = Dimension { $dimension }: { $score } (weight { $weight })
dimension_without = Dimension { $dimension }: no score yet
others = Indicators of no dimension: { $score } (weight { $weight })
weights_whole = The weights make { $weights }
weights_part = The weights make { $weights }; scored so far { $counting }, by which the total is divided
weights_other = The weights make { $weights }, not 100; the total is divided by those that are scored, { $counting }
left_out = Not in the total: { $list }
no_criteria = no scoring criteria
no_weights = The framework prints no weights of its indicators, so there is no total.
weights_waiting = All weights: { $weights } · no indicator has a score yet
no_weight = no weight
waiting = no result yet
other_period = no period within this round
none_yet = no score yet
result = result { $result }
level = level { $level }
stated = stated by somebody
missing = no result at the round’s end
weight = weight { $weight }
weighted = weighted { $score }
sent_again = { $ref } sent again: { $outcome }
deducted = { $taken } off: { $list }
more = and { $count } more
deduction_alone = This framework has no scored total, and the source names no scale, so the points off stand alone.
net = Net { $score }
floored = The net is the lowest score that the rule leaves.
below_scale = The net lies below 1, the foot of the scale. No source sets a lowest score, so it is shown as it comes out.
not_stated = Nobody has stated that it reached OPDC, so nothing is deducted yet.
not_stated_late = Nobody has stated that it reached OPDC, so nothing is deducted yet · { $cost }
by_unit = For one unit type “score { $round } UNIT”.
nothing = This round has no indicator whose score you can see.
why = Reasons
why_total = Reasons of the total
reasons = Reasons of the score
its_score = Score { $score }
sum = Result: what was reported in the round makes { $result }. Each report is of its own period, so they add up (this system’s principle)
last = Result: the last per cent reported in the round is { $result }. Per cents do not add up, so the last counts (this system’s principle)
entries = Result: the entries that count in the round make { $result } (this system’s principle)
highest = Result: the highest step reported in the round is { $result }. A step that was done stays done (this system’s principle)
highest_of = Result: the highest step of each project { $list } · { $sum } ÷ { $count } = { $result }. A project not reported on counts as 0 (this system’s principle)
mean_level = Result: the levels of all units { $sum } ÷ { $count } = { $result }. A unit that has not reported counts as 0 (this system’s principle)
mean_last = Result: the units’ last per cents { $sum } ÷ { $count } = { $result } (this system’s principle)
sum_of_units = Result: what all units reported in the round makes { $result } (this system’s principle)
joint = Result: { $part } ÷ { $whole } × 100 = { $result }, parts and wholes of all reports of the round (this system’s principle)
stated_by = Result: { $result }, as { $by } stated on { $when }
stated_before = Stated before: { $result } by { $by } on { $when }
instead = What was stated takes the place of what the reports make, { $result } (this system’s principle)
no_result = There is no result in this round yet.
no_result_ended = The round has ended, and there is no result in it.
silent = no result yet
of_unit = { $unit }: { $result } · { $count ->
    [one] { $count } report
   *[other] { $count } reports
}
more_units = and { $count } more units
more_reports = and { $count } more reports
reporting = { $reporting } of { $owing } units have reported · for the references of one unit’s reports add the unit to this command
silent_units = Not reported: { $list }
waiting_counts = Counted as well, though not yet reviewed: { $count } (this system’s principle)
returned_counts = Counted as well, though returned for correction: { $count } (this system’s principle)
undecided = waits for review
returned = returned for correction
criteria_none = The framework has no scoring criteria for this indicator, so there is no score.
criteria = Criteria (score: result) { $list }
by_level = The framework has no criteria for these five steps, so the steps are the criteria (this system’s principle)
target = The target { $target } is shown only: the score goes by the criteria (this system’s principle)
no_target = The framework names no target: the score goes by the criteria (this system’s principle)
at = The result { $result } meets the criterion for { $score }, so it scores { $score }
above = The result { $result } is better than the last criterion, so it scores { $score } (this system’s principle)
below = The result { $result } does not reach the first criterion, so it scores 1 (this system’s principle)
between = The result { $result } lies between the criteria for { $low } ({ $low_value }) and { $high } ({ $high_value })
interpolated = { $low } + { $steps } × ({ $result } − { $low_value }) ÷ ({ $high_value } − { $low_value }) = { $score }, in proportion (this system’s principle)
missing_rule = Without a result at the round’s end it scores 1 (this system’s principle)
rounding = Every step is reckoned exactly and rounded once, as it is shown: four decimals, half up (this system’s principle)
times_weight = Weight { $weight } × { $score } = { $weighted } · the total is the sum of all indicators divided by the weights, { $weights }
not_in = Indicator { $indicator } is not in the total: { $why }
term = Indicator { $indicator }: weight { $weight } × { $score } = { $weighted }
divided = Together { $weighted } ÷ weights { $weights } = { $score }
by_weights = Total = sum of (weight × score) ÷ sum of weights; weights need not make 100 (this system’s principle)
charge = { $charge } · for the days counted type “why { $ref }”
off = Taken off { $off }
off_unnamed = The source names no total that it comes off; here it is the weighted total (this system’s principle)
subtracted = Net: { $total } − { $points } = { $net }
source = Where the indicator is printed: { $place }
ours = Set by the framework’s authors, not printed in the source: { $parts }
part_weight = weight
part_target = target
part_criteria = scoring criteria
house_rules = No source prints how scores are reckoned: every step of it is this system’s principle.
