# In groups: binding one, and what is answered there
type_it_there = This word is for a group of supervisors. Once the system has been added to the group, please type /here in the group, or in the topic that is to hear.
how = For this group to be told: please type /here in the group, or in the topic that is to hear.
may_not = Only a supervisor of an indicator or the PSDG can have a group told.
bound = From here on this group is told which units are late, which deadlines come, and which points are at stake, as far as you look after them; without persons' names and without evidence.
    It can ask with /late, /overview and /round. Any other word is answered in the private chat. To end it, please remove the system from the group.
bound_topic = From here on this topic is told which units are late, which deadlines come, and which points are at stake, as far as you look after them; without persons' names and without evidence.
    It can ask with /late, /overview and /round. Any other word is answered in the private chat. To end it, please remove the system from the group.
unbound = Nobody has had this group told yet. A supervisor of an indicator or the PSDG can type /here.
stranger = Please join in the private chat first, with an invitation code.
privately = Answered in the private chat.
no_buttons = Buttons work in the private chat only.
code_seen = An invitation code was typed in a group, where others have seen it, so it has been withdrawn. Please ask the PSDG for a new one and send it in the private chat.
code_alone = Please send an invitation code in the private chat. One that is typed in a group is not used.
lost = The system was removed from a group that { $name } had it speak in, so that group hears nothing more. Everybody else is told as before.
topic_gone = The topic that was told is closed or deleted. From here on this group is told. For another topic, please type /here in it.
without_binder = Whoever had a group told ({ $name }) holds no post any more by which that is possible, so that group hears nothing more. A supervisor of an indicator or the PSDG can type /here in it.
report = In: { $about }. { $outcome }
