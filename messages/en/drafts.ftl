# What every question has in common
nothing_open = Nothing is open just now. Type “report” to see what is to be sent.
cancelled = What you had begun is cancelled. What was sent before stays as it is.
not_yet = There is nothing to confirm yet. Please answer this first.
as_it_is_now = That button belongs to an older message. This is how it stands now.
may_be_repeated = An earlier message may not have reached you, so it is sent once more.
earlier = You wrote “{ $text }” on { $when }, before this question. Shall it be the answer?
use = Use as the answer
drop = Leave it
dropped = Those words are left out.
use_or_drop = Please choose “Use as the answer” or “Leave it”.
unknown = That is not understood yet. Please choose a button, or type “help” to see the words that work.
nearest = Did you mean “{ $word }”?
help = Help
given_up = We are sorry: what you sent on { $when } could not be taken in. Please send it again; the time of the first sending is kept.
over = That question is answered or was cancelled. There is nothing more to do.
