# Requests to join by a unit’s shared code
small = request to join · { $ref }
asks = asks to be { $post }
asked_at = asked on { $when }
from = on { $platform }
grant = Grant
deny = Deny
was_granted = is now { $post } · granted by { $by } · { $when }
was_denied = not { $post } · denied by { $by } · { $when }
was_withdrawn = asked to be { $post } · withdrawn by { $by } · { $when }
decided = { $ref } · { $name } { $status }
why_not = Why shall { $name } not join ({ $ref })? Choose or type the reason.
elsewhere = Not of this unit
not_known = Not known to me
reason_please = Please choose or type a reason. Whoever asked will read it.
you_are_denied = Your request to join as { $post } was denied: “{ $reason }”
    If that seems wrong, please ask the head of your unit or the PSDG.
nobody_waits = Nobody waits for you to let them in.
confirm = Confirm the denial
cancel = Cancel
sure = { $name } may not join ({ $ref }): “{ $reason }”
    They will read these words. Is that right? To change them, type them again.
