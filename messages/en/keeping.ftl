# The commands backup and restore
at_backup = Backing up
at_restore = Putting the backup back
nothing_there = There is nothing to back up here. Please check THANWELA_DATA_DIR and the folder this is run in.
written = { $file } holds everything as of { $when }: { $rows } rows and { $files } files of evidence ({ $size } MB).
not_in_it = Not in it are .env and its secrets: keep them apart. It holds personal data: keep it safe.
missing = { $count } files of evidence that were recorded are not in the store or damaged, and so not in the backup: { $list }
cannot_write = { $file } could not be written. Please check the folder, its permissions and the disk. A former backup of that name is still there.
cannot_read = { $file } could not be read, or the disk not written. Please check its name, the permissions and the disk, and run it again.
damaged = { $file } is no backup of this system, or damaged. Nothing was put back.
damaged_part = { $file } is damaged at { $part }. No row was put back. Please use another backup.
newer = { $file } was made by a newer version. Please update first.
occupied = This database has something in it, and nothing is ever overwritten. Please use an empty one (or move the old data folder away).
serving = A server runs on this database. Please stop thanwela serve first.
restored = { $file } is put back, as of { $when }: { $rows } rows and { $files } files of evidence ({ $size } MB); every row was compared.
