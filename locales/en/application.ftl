# Applications: the business systems that tickets belong to.

application-heading = Applications
application-new = New application
application-new-title = New application
application-edit = Edit
application-edit-title = Edit { $name }
application-search-hint = Name, description, department, contact
application-departments-all = All departments
application-actions = Actions
application-file-ticket = New ticket
application-create-ticket = Create ticket
application-none = No applications yet. Register a business system to file tickets for it.

application-name = Name
application-name-hint = 2 to 80 characters, as the system is known to its users
application-department = Department
application-description = Description
application-description-hint = What the system does and for whom; helps the operators to judge
application-contact = Contact
application-contact-hint = Whom the operators call about tickets; an account of your department
application-contact-choose = Choose a contact
application-contact-phone = Phone
application-project = Project
application-project-hint = Optional; an active project of your department
application-project-none = No project
application-project-unknown = There is no such project in your department; choose again
application-state = State
application-state-hint = A retired application takes no new tickets; its records stay
application-open-tickets = Open tickets
application-hosts = Hosts
application-created-at = Created
application-updated-at = Updated
application-history = History

application-tabs = About the application
application-tab-all = All
application-tab-overview = Overview
application-tab-tickets = Tickets
application-tab-hosts = Hosts
application-tab-ports = Ports and policies
application-ticket = Ticket
application-ticket-kind = Kind
application-ticket-filer = Filed by
application-tickets-none = No tickets for this application yet
application-tickets-not-seen = Your role does not include tickets; ask your department’s administrator
application-hosts-none = No hosts for this application yet
application-ports-none = This application occupies no internet ports

application-state-active = In use
application-state-retired = Retired
application-state-unknown = Choose in use or retired
application-retired-note = This application is retired and takes no new tickets
application-retired-no-tickets = This application is retired and takes no new tickets; switch to another one

application-name-missing = Enter a name
application-name-length = A name has { $least } to { $most } characters
application-name-taken = Your department has an application of this name already; choose another one
application-description-too-long = A description has at most { $most } characters; shorten it
application-department-foreign = You can register applications of your own department alone; reload the page and fill it in again
application-contact-missing = Choose a contact
application-contact-unknown = The contact is not an active account of the department; choose again

application-created = The application is registered
application-saved = Saved
application-timeline-created = Registered the application
application-timeline-changed = Changed: { $fields }
application-timeline-retired = Retired the application
application-timeline-restored = Took the application back into use
application-timeline-also = { $turned }; changed: { $fields }
