# Coming to a new phone or account
sure = With this code { $name } ({ $posts }) uses this { $platform } account. What was begun and the language come along.
    If you are not { $name }, please choose “Not this account”.
instead = Instead of the old
both = Beside { $platform }
not_now = Not this account
stays = Nothing has moved. If you change your mind, send the same code again.
moved = This account is yours now. You are { $posts }. Messages reach you on the account that you used last.
here_already = This code moves you to another account: please send it from the new phone or account. This one is yours already.
holds_posts = This account holds posts already ({ $posts }), so nobody can be moved to it. If that is you, please type “leave” first and send the code again.
gone_from_here = This account is no longer used for reporting: with a code it was moved to a new { $platform } account.
    If that was not you, please tell the PSDG at once.
psdg = { $name } has moved to a new { $platform } account. If that is somebody else, please type “remove” and the name.
