# Settings that are wrong; the setting’s name stands before the sentence
twice = set in two places; only one can count (the other is { $other }).
no_file = the file { $file } cannot be read.
no_number = must be a whole number from 1 to { $most }.
not_one_of = must be one of { $allowed }.
no_address = must be a whole address that begins with { $schemes }.
no_zone = no such time zone; a right one is Asia/Bangkok.
no_database = must be sqlite:///path of a file, or postgresql://user:password@host/name.
unknown = there is no such setting.
no_platform = neither LINE nor Telegram is set; at least one is needed.
missing_key = a secret text of at least 16 characters is needed, to sign links to files.
needed_for_line = LINE needs a public address that begins with https.
goes_with = has to be set together with { $other }.
empty_file = the file { $file } is empty.
no_line = line { $line } is no setting; a setting is written as NAME=value.
not_as_given = has a sign in it that does not belong there; please take it over as the platform gave it.
signs_in_database = a sign of the user's name or the password has to be written with %: @ as %40, : as %3A, / as %2F, # as %23.
unknown_near = there is no such setting; is { $nearest } meant?
one_of_two = is set beside { $other }; only one of the two can count.
