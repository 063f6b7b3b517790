# Before an acting holder's time is over
yours = You are acting as { $post } until the end of { $until }. After that you hear nothing more of this post. To go on, please ask the PSDG for a new code.
theirs = { $name } is acting as { $post } until the end of { $until }. If somebody is to follow, type “invite”.
