# Mails: subject, frame, and what became of them.

mail-subject = [Yunwu] { $title }
mail-subject-burst = [Yunwu] { $title } ({ $count } updates)
mail-subject-digest = [Yunwu] Your messages ({ $count })
mail-greeting = Dear { $name },
mail-open = Open this link for details:
mail-open-button = View details
mail-copy-link = If the button does not work, copy this link into your browser:
mail-more = { $count } more in the message centre
mail-automatic = This mail was sent automatically. No reply is needed.
mail-preferences = Choose what is mailed to you under My details

mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-joined = Sent with another
mail-state-read = Read, not sent
mail-state-parked = Failed
mail-state-dropped = Cancelled
