# The list of tickets, and the operators' queue.

ticket-list-tabs = Ticket state
ticket-list-all = All
ticket-list-mine = Mine
ticket-list-overdue = Overdue
ticket-list-new = New
ticket-list-none = No tickets here yet
ticket-list-search = Number, application, IP, port, need
ticket-list-any-kind = All kinds
ticket-list-any-application = All applications
ticket-list-any-department = All departments
ticket-list-any-label = All labels
ticket-list-from = Created from
ticket-list-to = Created until
ticket-list-more = { $count } more
ticket-list-urged = Urged { $count }×
ticket-list-provisional = Provisional
ticket-take-next = Take next

ticket-column-ticket = Ticket
ticket-column-number = Number
ticket-column-kind = Kind
ticket-column-state = State
ticket-column-content = Content
ticket-column-department = Department
ticket-column-filer = Filer
ticket-column-created = Created
ticket-column-submitted = Submitted
ticket-column-updated = Updated

ticket-bulk = Several tickets
ticket-bulk-accept = Accept selected
ticket-bulk-assign = Assign selected
ticket-bulk-choose-operator = Assign to…
ticket-bulk-no-deed = Press “Accept selected” or “Assign selected”
