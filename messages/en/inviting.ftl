# Making invitation codes (thanwela invite)
personal = { $count ->
    [one] { $count } personal code for: { $post }. It works once, for one person.
   *[other] { $count } personal codes for: { $post }. Each works once, for one person.
}
shared = { $count ->
    [one] { $count } shared code for: { $post }. It works for many, and each is confirmed by somebody.
   *[other] { $count } shared codes for: { $post }. Each works for many, who are confirmed by somebody.
}
good_until = Good until { $day }. The codes themselves are not kept, so this is the only time they are shown.
acting_until = Whoever uses it is acting until { $day }.
no_link = There is no link and no QR picture for { $platform } yet: thanwela serve has not reached { $platform } so far. The code can be typed in the chat.
unknown_role = There is no role “{ $role }”. There are: { $roles }
nothing_imported = There is no such post yet. Please import a framework first (thanwela import).
unit_missing = The role { $role } needs a unit (--unit).
no_unit_here = The role { $role } is of no unit, so leave --unit out.
indicator_missing = The role { $role } needs an indicator (--indicator).
no_indicator_here = The role { $role } is of no indicator, so leave --indicator out.
unknown_unit = There is no unit “{ $unit }”. There are: { $known }
unknown_indicator = There is no indicator “{ $indicator }”. There are: { $known }
several_indicators = Several frameworks have an indicator “{ $indicator }”. Please name one of: { $known }
shared_is_for_officers = A shared code (--shared) is for the role officer only.
one_shared_code = One shared code (--shared) is enough, so leave --count out.
shared_is_not_acting = A shared code (--shared) cannot be for acting holders (--until).
unclear_day = The day “{ $typed }” is not clear. Please write day, month and a year of four digits, such as 31/3/2570.
past_day = The day “{ $typed }” is over.
no_folder = Nothing can be stored in the folder { $folder } (--out), so no code was made.
