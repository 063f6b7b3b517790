# Stating a result that no unit reports, or that an evaluator outside has found
which = Please type the indicator, the round and the result, as in “result 3.1 6 85” or “result 3.1 6 45/60”. For one unit add its name.
whole_is_zero = The whole is 0, so there is no per cent of it. Please check it and type it again.
title = Stating a result · { $name }
result = Result: { $result }
score = By its criteria it scores { $score }
no_criteria = The framework has no scoring criteria for this indicator, so there is no score yet.
replaces = It takes the place of { $result }, stated by { $by } on { $when }.
counts_instead = Units report on this indicator too: what is stated takes the place of what their reports make.
sure = Is this right?
yes = Confirm
no = Not right
yes_or_no = Please choose “Confirm” or “Not right”.
dropped = Nothing was kept. To state it, type “result” with the indicator, the round and the result again.
stated = Kept: { $name } · result { $result }
stated_notice = Kept
why = Reasons of the score
scores = The round’s scores
