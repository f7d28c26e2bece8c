# Tickets: kinds, states, actions, refusals, fields.

# Kinds
ticket-kind-internet-access = Internet access
ticket-kind-extranet-access = Extranet access
ticket-kind-internet-mapping = Internet port mapping
ticket-kind-extranet-mapping = Extranet port mapping
ticket-kind-tenant-access = Access between tenants
ticket-kind-server-create = New server
ticket-kind-server-change = Server change
ticket-kind-server-recycle = Server return
ticket-kind-support = Question or fault
ticket-kind-unknown = There is no such kind of ticket; choose one from the list

# What one wants who needs a kind
ticket-wish-internet-access = A server of ours is to reach the internet
ticket-wish-extranet-access = A server of ours is to reach a system on the government extranet
ticket-wish-internet-mapping = The internet, or others through it, is to reach a port of ours
ticket-wish-extranet-mapping = Units on the government extranet are to reach a port of ours
ticket-wish-tenant-access = Our servers and those of another tenant or another cloud (such as Huashan and Wugang) are to reach each other
ticket-wish-server-create = We need a new virtual or physical server
ticket-wish-server-change = A server needs another specification or other disks
ticket-wish-server-recycle = We return servers that are no longer used
ticket-wish-support = We need an answer, or something repaired

# States
ticket-state-draft = To be submitted
ticket-state-returned = Returned
ticket-state-pending = To be accepted
ticket-state-processing = In progress
ticket-state-waiting-reply = Waiting for reply
ticket-state-resolved = To be rated
ticket-state-completed = Completed
ticket-state-closed = Closed
ticket-state-unknown = Tickets have no such state; choose one from the list

# Tabs of the list
ticket-tab-to-submit = To be submitted
ticket-tab-in-progress = In progress
ticket-tab-to-rate = To be rated
ticket-tab-closed = Closed
ticket-tab-completed = Completed
ticket-tab-unknown = There is no such tab; choose one from the list

# Actions
ticket-action-submit = Submit
ticket-action-accept = Accept
ticket-action-resolve = Resolve
ticket-action-reply = Reply
ticket-action-confirm = Confirm and rate
ticket-action-reopen = Not solved
ticket-action-ask = Ask for more
ticket-action-return = Return
ticket-action-assign = Assign
ticket-action-message = Leave a message
ticket-action-urge = Urge
ticket-action-edit = Edit
ticket-action-close = Close
ticket-action-delete = Delete
ticket-action-unknown = Tickets know no such action

# What isn't possible now, and what is
ticket-not-now = The ticket is “{ $state }”, so “{ $action }” isn't possible: { $outlook }
ticket-not-completing = The ticket is “{ $state }”, and not yet due to complete by itself
ticket-not-returned-once-opened = The ticket is “In progress” and what it asked for has been opened, so it can't be returned: resolve it again, or its filer closes it
ticket-urged-already = Urged within the last 30 minutes; possible again at { $again }
ticket-outlook-draft = its filer can edit, submit or delete it
ticket-outlook-returned = its filer can correct and resubmit it, or delete it
ticket-outlook-pending = operators are to accept it and can return or assign it; its filer can urge or close it
ticket-outlook-processing = operators are working on it and can resolve, return or assign it, or ask for more; its filer can urge or close it
ticket-outlook-waiting-reply = work goes on once its filer replies; its filer can also close it
ticket-outlook-resolved = its filer can confirm and rate it, or choose “Not solved” so that work goes on
ticket-outlook-completed = it has ended; it can be deleted from the list or copied to a new ticket
ticket-outlook-closed = it was closed and won't be carried out; it can be deleted from the list or copied to a new ticket
ticket-assignee-is-filer = A ticket can't be assigned to its filer; choose another operator
ticket-assignee-is-the-same = This operator has the ticket already; choose another one

# The purpose
ticket-purpose-missing = Describe the need. { $hint }
ticket-purpose-only-the-wish = Not just the wish ({ $kind }): tell the purpose in 10 characters or more. { $hint }
ticket-purpose-too-long = The description has { $count } characters, and at most { $limit } are taken
ticket-purpose-hint-internet-access = Tell what internet access is for: which service, what it reaches, why it is needed
ticket-purpose-hint-extranet-access = Tell what extranet access is for: which service, whose system it reaches, why it is needed
ticket-purpose-hint-internet-mapping = Tell why the port is mapped to the internet: what it offers, and to whom
ticket-purpose-hint-extranet-mapping = Tell why the port is mapped to the extranet: what it offers, and to which units
ticket-purpose-hint-tenant-access = Tell what it is for: between which two systems, and why
ticket-purpose-hint-server = Tell what it is for: what the server carries, and why it is added, changed or returned
ticket-purpose-hint-support = Tell what happened, since when, and who is affected

# Fields of the internet port mapping
ticket-field-description = Need
ticket-field-public-ip = Internet IP
ticket-field-public-ip-hint = One of your department's internet IPs; its occupied ports are listed below, and under Resources → Network → Internet IPs
ticket-field-mappings = Port mappings
ticket-field-mappings-hint = Up to 20 rows a ticket; rows can be pasted from a spreadsheet
ticket-field-public-port = Internet port
ticket-field-public-port-hint = Any port that isn't occupied; 80, 443 and 8080 have to be filed with the communications administration first, or carriers won't open them
ticket-field-floating-ip = Floating IP
ticket-field-floating-ip-hint = The address of the server behind the port, found on the delivery note or in the bastion's list of hosts
ticket-field-internal-port = Internal port
ticket-field-internal-port-hint = The port on which the server listens
ticket-field-protocol = Protocol
ticket-field-access-url = Access URL
ticket-field-access-url-hint = Where the service is used; with a public domain or port, the public one. It is scanned for security. Required for TCP on ports 80, 443, 8080 and 8443
ticket-field-filing-no = Filing number
ticket-field-filing-no-hint = Required for ports 80, 443 and 8080
ticket-field-filing-file = Filing documents
ticket-field-filing-file-hint = Required for ports 80, 443 and 8080
ticket-field-whitelist = Whitelist
ticket-field-whitelist-hint = The sources let through: several separated by semicolons, ranges joined by -, networks like 10.1.2.0/24. Required for high-risk ports, those of databases, Redis, message queues and the like
ticket-field-validity = Period of use
ticket-field-validity-hint = As long as is really needed; the mapping is cancelled at the end. High-risk ports need an end date
ticket-field-validity-unlimited = Unlimited
ticket-field-validity-until = Until a date
ticket-field-valid-until = Last day
ticket-field-valid-until-hint = Still in force on that day, cancelled on the next
ticket-field-approval-file = Stamped form
ticket-field-approval-file-hint = With high-risk ports, the application form stamped by your department
ticket-field-remarks = Remarks
ticket-field-remarks-hint = Anything else worth knowing, up to 500 characters

# What happened, on a ticket's timeline
ticket-line-created = created the draft
ticket-line-edited = edited it
ticket-line-submitted = submitted it
ticket-line-accepted = accepted it
ticket-line-asked = asked for more
ticket-line-replied = replied
ticket-line-returned = sent it back
ticket-line-resolved = resolved it
ticket-line-confirmed = confirmed and rated it
ticket-line-completed = completed unrated, its time being over
ticket-line-reopened = said it isn't solved
ticket-line-closed = closed it
ticket-line-urged = urged it, { $urges } in all
ticket-line-assigned = assigned it
ticket-line-messaged = left a message
ticket-line-deleted = deleted it

# What people are told
ticket-told-about = { $kind } · { $application } · { $department } { $filer }
ticket-told-submitted = New ticket { $number } waits to be accepted
ticket-told-accepted = Ticket { $number } was accepted
ticket-told-asked = Ticket { $number } needs more from you
ticket-told-replied = Ticket { $number } was answered and can go on
ticket-told-returned = Ticket { $number } was sent back: change it and submit it again
ticket-told-resolved = Ticket { $number } is resolved: confirm and rate it
ticket-told-completed = Ticket { $number } completed by itself, unrated
ticket-told-reopened = Ticket { $number } isn't solved and goes on
ticket-told-closed = Ticket { $number } was closed by its filer, nothing is left to do
ticket-told-urged = Ticket { $number } was urged
ticket-told-assigned = Ticket { $number } was assigned to you
ticket-told-messaged = Ticket { $number } has a new message
ticket-changed-meanwhile = Somebody has just changed this ticket. Look at it again before you go on
