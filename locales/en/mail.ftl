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

mailbox-heading = Demo mailbox
mailbox-about = Every mail the system makes. Without a mail server they are kept here and do not leave.
mailbox-search-hint = Address of the recipient
mailbox-subject = Subject
mailbox-to = To
mailbox-state = State
mailbox-time = Made at
mailbox-sent-at = Sent at
mailbox-attempts = Attempts
mailbox-error = Reason
mailbox-facts = About this mail
mailbox-plain = As plain text
mailbox-as-drawn = See it as HTML
mailbox-none = No mail yet. Submit a ticket or ask for a new password, and it shows up here.
