# The command migrate
nothing = The database is at this version already. Nothing to do.
would = The database would be changed in { $count } { $count ->
    [one] step
   *[other] steps
}.
done = The database was changed in { $count } { $count ->
    [one] step
   *[other] steps
}.
needed = The database is not at this version yet ({ $count } missing). Please make a backup, then run thanwela migrate.
