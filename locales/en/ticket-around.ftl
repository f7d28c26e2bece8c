# What hangs on a ticket beside its own course.

ticket-around = Labels and relations
ticket-around-not-now = The ticket is “{ $state }”: labels, relations and copies can't be changed any more

# Labels
ticket-labels = Labels
ticket-labels-hint = At most 5, seen by everybody who sees the ticket
ticket-labels-none = No labels
ticket-labels-change = Change labels
ticket-labels-manage = Keep the department's labels
ticket-labels-saved = Labels updated
ticket-labels-too-many = At most { $most } labels a ticket: please take some away
ticket-label-unknown = A label was deleted meanwhile: please choose again
ticket-line-labelled = changed labels to: { $things }
ticket-line-unlabelled = took all labels away

ticket-labels-title = Ticket labels
ticket-labels-lead = Labels of { $department }, to sort its tickets by
ticket-labels-none-yet = There are no labels yet: create one below
ticket-label-tickets = Tickets
ticket-label-change = Change
ticket-label-change-of = Change the label “{ $name }”
ticket-label-new = New label
ticket-label-name = Name
ticket-label-name-missing = Please name the label
ticket-label-name-too-long = A label's name has at most { $most } characters
ticket-label-name-taken = The department has a label of this name
ticket-label-no-room = The department has { $most } labels already: delete some first
ticket-label-colour = Colour
ticket-label-colour-missing = Please choose a colour
ticket-label-grey = Grey
ticket-label-blue = Blue
ticket-label-green = Green
ticket-label-amber = Amber
ticket-label-red = Red
ticket-label-purple = Purple
ticket-label-saved = Label saved
ticket-label-delete = Delete label
ticket-label-delete-sure = Tickets that bear it will lose it
ticket-label-deleted = Label deleted

# Related tickets
ticket-relations = Related tickets
ticket-relations-hint = Ticket numbers, at most 3, separated by semicolons
ticket-relations-none = No related tickets
ticket-relations-change = Change related tickets
ticket-relations-saved = Related tickets updated
ticket-relations-too-many = At most { $most } related tickets
ticket-relation-is-itself = A ticket can't be related to itself
ticket-relation-unknown = There is no ticket { $number }, or it isn't yours to see
ticket-relation-closed = Not yours to see
ticket-line-related = named related tickets: { $things }
ticket-line-unrelated = took all related tickets away

# Copies
ticket-field-cc-emails = Copies to
ticket-field-cc-emails-hint = Mails about the ticket go to these addresses too; at most 5, separated by semicolons
ticket-copies-none = No copies
ticket-copies-change = Change copies
ticket-copies-saved = Copies updated
ticket-copies-too-many = At most { $most } addresses
ticket-copy-wrong = “{ $address }” is no e-mail address
ticket-line-copied = changed copies to: { $things }
ticket-line-uncopied = took all copies away
ticket-told-copied = { $about }. { $filer } wants you to have a copy

# Who had the ball how long
ticket-ledger = Time spent
ticket-ledger-operators = With operators
ticket-ledger-filer = With the applicant
ticket-ledger-turns = { $count } turns
ticket-ledger-hint = Working dates only, 24 hours each; the target time stands still while the ticket waits for the applicant

# Target times
ticket-targets = Target times
ticket-targets-lead = How long operators have for each kind of ticket; only their own time counts
ticket-targets-hint = New tickets go by the new times; tickets there are keep theirs
ticket-target-days = Working days
ticket-target-wrong = Please enter a whole number from 1 to 60
ticket-targets-saved = Target times saved
