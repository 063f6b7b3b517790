# How many messages may be pushed
spent = The { $platform } messages of { $month } are used up. What could not be sent waits; when there are messages again, what is still open then is sent. Whoever writes still gets an answer. Who was not reached is told on the next working morning. More can be had in the official account of { $platform }.
