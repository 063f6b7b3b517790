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
needed = The database is not at this version yet ({ $count } missing). Please run thanwela migrate (before an update: a backup first).
foreign = The database holds tables of something else. Please give Thanwela a database of its own (THANWELA_DATABASE_URL).
newer = The database was made by a newer Thanwela. Please run that version, or restore the backup that was made before the update.
away = The database cannot be reached or read, or does not answer (THANWELA_DATABASE_URL). Nothing was changed.
no_place = Nothing can be stored in the folder { $folder } (THANWELA_DATA_DIR). Please let the user that runs Thanwela write there.
