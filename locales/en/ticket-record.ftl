# A ticket's page: what is refused, said, shown and done there.

# Refusals
ticket-refused-since = { $why } ({ $last })
ticket-change = { $who }, { $at }: { $what }
ticket-change-and-change = { $earlier }; { $later }
ticket-stale = The ticket has changed since you opened the page: { $changes }. It is now “{ $state }”: look again before you act
ticket-by-itself = The system
ticket-not-ones-own = Nobody handles a ticket they filed themselves: leave it to another operator

# Words with an action
ticket-words-missing = Write something
ticket-words-missing-ask = Say what is missing
ticket-words-missing-return = Say why it is returned and what to change
ticket-words-missing-resolve = Say what was done
ticket-words-missing-reply = Write your answer
ticket-words-missing-reopen = Say what isn't solved yet
ticket-words-missing-close = Say why it is closed
ticket-words-too-many = These are { $count } characters; at most { $most } fit
ticket-rate-timeliness = Rate the timeliness from 1 to 5
ticket-rate-result = Rate the result from 1 to 5
ticket-assignee-missing = Choose the operator to assign it to
ticket-assignee-unknown = There is no such operator, or the account is disabled: choose again

# Secret messages
ticket-secret-has-no-files = A secret message carries no files, since files aren't encrypted: remove them, or untick “Secret message”
ticket-secret-not-between-you = Secret messages are between the filer and the assignee alone
ticket-secret-erased = The ticket has ended and the secret message was erased

# Contact
ticket-contact-phone-missing = Enter a phone number
ticket-contact-phone-wrong = A phone number has 5 to 20 digits; area code and extension are welcome
ticket-contact-email-missing = Enter an e-mail address
ticket-contact-email-wrong = This is no e-mail address; one looks like zhangsan@hubei.gov.cn
ticket-contact-not-now = The ticket is “{ $state }”: its contact can't be changed any more

# Lines and messages
ticket-line-secret-messaged = sent a secret message
ticket-line-contact-changed = changed the contact
ticket-told-due-soon = Ticket { $number } is due soon
ticket-told-overdue = Ticket { $number } is overdue
ticket-told-nobody-handles = No other operator can handle ticket { $number }: somebody is needed
ticket-told-completes-soon = Ticket { $number } completes by itself in two days: confirm and rate it

# The page
ticket-copy-number = Copy number
ticket-copy-as-new = Copy as new ticket
ticket-print = Print
ticket-not-done = Nothing was done
ticket-you-wrote = You wrote:
ticket-what = What is asked for
ticket-result = Result
ticket-rating = Rating
ticket-mark = { $mark } / 5
ticket-not-rated = Not rated: the system completed it when its time was over
ticket-field-application = Application
ticket-copied-from = Copied from
ticket-valid-through = Through { $day }
ticket-high-risk = High-risk ports: { $ports }
ticket-banner-nobody-handles = You filed this ticket yourself, so you can't handle it, and there is no other operator at present. An administrator has been told.
ticket-banner-returned = Returned because: { $reason }
ticket-banner-asked = The operators ask: { $question }
ticket-banner-resolved = The ticket is resolved: confirm and rate it. Unrated it completes by itself at { $until }
ticket-history = Progress
ticket-your-move = Your move

# Actions
ticket-actions = Actions
ticket-due = Due
ticket-assignee = Assignee
ticket-urges = Urged
ticket-clock-stands = Clock stopped, { $left }
ticket-text-ask = What is missing
ticket-text-ask-hint = The filer gets a message and a mail; the clock stands until the answer
ticket-text-return = Reason
ticket-text-return-hint = Say what to change; the ports held are released
ticket-text-resolve = Result
ticket-text-resolve-hint = Say what was opened and how to try it; with this it is in force
ticket-text-reopen = What isn't solved
ticket-text-reopen-hint = What was opened stays open
ticket-text-close = Reason
ticket-text-close-hint = Nothing more is done, the ports held are released, and mappings already open are cancelled
ticket-text-confirm = Comment
ticket-text-confirm-hint = Optional
ticket-text-reply = Answer
ticket-text-reply-hint = Answer the operators' question; work goes on then
ticket-text-message = Message
ticket-text-message-hint = The other side gets a message
ticket-text-assignee = Assign to
ticket-text-timeliness = Timeliness
ticket-text-result = Result
ticket-text-attachments = Attachments
ticket-text-attachments-hint = At most 5 at a time, 4 MB each: images, text, PDF, docx, xlsx, zip, mail, video
ticket-text-secret = Secret message
ticket-text-secret-hint = Stored encrypted, shown to filer and assignee alone, each look is recorded; erased when the ticket ends. Carries no attachments
ticket-delete-removes = It can't be brought back, nor its attachments and messages.
ticket-delete-hides = The ticket leaves your department's lists; operators can still look it up.

# Talk
ticket-talk = Messages
ticket-no-messages = No messages yet. Talk to the other side here; the ticket's state stays as it is.
ticket-side-operators = Operators
ticket-side-filer = Filer's side
ticket-send-message = Send message
ticket-secret-reveal = Show secret message
ticket-secret-closed = For the filer and the assignee alone
ticket-secret-shown-once = This look was recorded; it is hidden again once you leave the page

# Contact
ticket-contact = Contact
ticket-contact-phone = Phone
ticket-contact-email = E-mail
ticket-contact-change = Change contact

# What was done
ticket-done-accept = Accepted: the ticket is yours
ticket-done-ask = Sent to the filer, whose answer is awaited
ticket-done-return = Returned to the filer
ticket-done-resolve = Resolved: waiting for the filer's rating
ticket-done-assign = Assigned
ticket-done-reply = Answered: operators go on
ticket-done-confirm = Confirmed and rated: the ticket is complete
ticket-done-reopen = Back with the operators
ticket-done-close = The ticket is closed
ticket-done-urge = Urged; you can urge again in 30 minutes
ticket-done-delete = The ticket was deleted
ticket-done-message = Message sent
ticket-done-contact = Contact changed
ticket-queue-is-empty = No ticket is waiting to be accepted

# Work order
ticket-work-order = Work order
ticket-work-order-do = Do
ticket-work-order-open = Open
ticket-work-order-remove = Remove
ticket-work-order-prolong = Prolong
ticket-work-order-prolong-hint = The port stays open, nothing is removed. The script only brings the rule's date and whitelist up to date, without interruption.
ticket-work-order-none = There is nothing to open or remove at the gateway for this ticket
ticket-work-order-copy-table = Copy table
ticket-work-order-copy-script = Copy script
ticket-work-order-script = nftables script

# Renewal
ticket-in-register = In the register
ticket-renews = Renews ticket
ticket-mapping-until = Valid through { $day }
ticket-banner-ends-soon = The port mapping is valid through { $day }. Renew it before then if you still need it; it is cancelled at the end.
