# How many messages may be pushed
spent = The { $platform } messages of { $month } are used up. Reminders that could not be sent are kept; whoever writes still gets an answer. More can be had in the official account of { $platform }.
