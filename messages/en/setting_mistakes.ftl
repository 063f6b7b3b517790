# Settings that are wrong; the setting's name stands before the sentence
twice = set in two places; only one can count (the other is { $other }).
no_file = the file { $file } cannot be read.
no_number = must be a whole number from 1 to { $most }.
not_one_of = must be one of { $allowed }.
no_address = must be a whole address that begins with { $schemes }.
no_zone = no such time zone; a right one is Asia/Bangkok.
no_database = must begin with sqlite:/// or postgresql://.
unknown = there is no such setting.
no_platform = neither LINE nor Telegram is set; at least one is needed.
missing_key = a secret text of at least 16 characters is needed, to sign links to files.
needed_for_line = LINE needs a public address that begins with https.
goes_with = has to be set together with { $other }.
