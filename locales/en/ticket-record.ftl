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
ticket-told-completes-soon = Ticket { $number } completes by itself in two days: confirm and rate it
