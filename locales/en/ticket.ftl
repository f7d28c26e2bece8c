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
ticket-hidden-already = The ticket has left the department's lists already
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

# The chooser
ticket-choose-title = New ticket
ticket-choose-lead = One or two answers lead to the right ticket; if you know it, choose it below
ticket-choose-want = What do you want to do?
ticket-choose-all = All kinds of tickets
ticket-choose-reach-what = Where is what they are to reach?
ticket-choose-reach-internet = On the internet: package mirrors, text messages or maps, other sites
ticket-choose-reach-extranet = On the government extranet: systems that other units have there
ticket-choose-reach-tenant = On servers of another unit in this cloud, or in another cloud such as 武钢应急云
ticket-choose-be-reached-by = Who is to reach them?
ticket-choose-by-internet = The public, or other systems on the internet
ticket-choose-by-extranet = Units on the government extranet
ticket-choose-by-tenant = Servers of another unit in this cloud, or in another cloud
ticket-choose-servers-what = What about the servers?
ticket-choose-server-create = One more, or several
ticket-choose-server-change = Another size, or other disks
ticket-choose-server-recycle = Some aren't needed any more
ticket-choose-support-what = What help do you need?
ticket-choose-support-any = A question is to be answered, or something repaired
ticket-choose-be-reached = Others are to reach my servers
ticket-choose-reach = My servers are to reach something
ticket-choose-servers = More, fewer or other servers
ticket-choose-support = A question or a fault
ticket-choose-begin = Fill in

# The form
ticket-form-new = New ticket: { $kind }
ticket-form-edit = Edit ticket { $number }
ticket-form-lead = Opens ports of your department's hosts to the internet. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-extranet-mapping = Opens ports of your department's hosts to units on the government extranet. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-internet-access = Lets your department's hosts reach addresses on the internet. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-extranet-access = Lets your department's hosts reach systems of other units on the government extranet. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-tenant-access = Lets your department's hosts and servers of another tenant or cloud reach each other. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-support = A question about using the cloud, or a fault to be repaired. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-returned = Sent back by { $who }: { $reason }
ticket-form-need = What it is for
ticket-form-mappings = Port mappings
ticket-form-limits = For whom and until when
ticket-form-papers = Filing and other papers
ticket-form-count = Mappings: { $count }
ticket-form-risky = , { $count } of them high-risk
ticket-application-choose = Choose an application
ticket-application-switch = Switch application
ticket-field-application-name = Application
ticket-field-department = Department:
ticket-field-contact-phone = Contact phone
ticket-field-contact-email = Contact e-mail
ticket-field-pasted-rows-hint = Each line: internet port, floating IP, internal port, protocol, access URL. A header line is skipped
ticket-field-attachments = Other attachments
ticket-field-attachments-hint = Up to 4 MB each, at most 5 together with the papers above
ticket-row = Mapping { $number }
ticket-row-add = Add a row
ticket-preview = Check ports
ticket-ip-free = No port is occupied
ticket-ip-occupied = { $count } ports occupied; choose one to see by whom
ticket-ip-occupied-all = These are the first { $count }; see all of them
ticket-port-occupied = { $whose }, { $until }
ticket-port-of-ticket = { $application }, ticket { $ticket }, { $state }
ticket-port-of-others = Another department
ticket-port-until = until { $day }
ticket-port-unlimited = without end
ticket-mark-new = New: the port is free
ticket-mark-open = Open already: covered by ticket { $ticket }
ticket-mark-taken = Conflict: { $says }
ticket-row-high-risk = { $port } ({ $service }, { $class }) is a high-risk port: it needs a whitelist, an end within { $days } days and a stamped form
ticket-file-sent = sent with the ticket
ticket-saved = The draft is saved
ticket-filed = The ticket is submitted and waits for the operators
ticket-rail-next = What happens next
ticket-rail-submit = The ports are held for you at once; nobody else can take them
ticket-rail-accept = Operators accept it, and ask you if something is missing
ticket-rail-resolve = They open the ports and tell you by message and mail
ticket-rail-resolve-support = They answer or repair it, and tell you by message and mail
ticket-rail-confirm = Confirm and rate within 7 working days
ticket-rail-high-risk = High-risk ports
ticket-rail-guarded = These need a whitelist, an end within { $days } days and a stamped form
ticket-rail-refused = These are never mapped to the internet

# What is wrong with a form
ticket-press-unknown = It isn't clear which button you pressed. Use Save draft or Submit at the end of the page
ticket-moment-invalid = Give a day and a time, such as 2026-12-01 22:00
ticket-application-missing = Choose the application this ticket is for
ticket-application-none = no application chosen
ticket-application-closed = This application doesn't exist, is retired or isn't your department's. Choose another
ticket-public-ip-none = Your department has no internet IP yet. Ask the operators for one first
ticket-public-ip-missing = Choose an internet IP
ticket-public-ip-foreign = { $address } is not an internet IP of your department. Choose one of those listed
ticket-floating-ip-foreign = { $address } is not the floating IP of a host that your department uses. Choose one of the hosts offered, or look it up under Resources → Hosts
ticket-access-url-missing = TCP port { $port } serves web pages. Enter the address at which it is used
ticket-row-twice = { $port } is in row { $row } too. Change the port or remove this row
ticket-row-open-already = { $port } leads to the same host already, by ticket { $ticket }. Remove this row
ticket-port-refused = { $port } ({ $service }) is never mapped to the internet. Use another port
ticket-rows-too-many = A ticket has { $limit } mappings at most; { $left } more found no room. File another ticket for them, or clear them
ticket-whitelist-missing = { $port } ({ $service }) is a high-risk port. Enter the sources to let through
ticket-validity-missing = Choose the period of use
ticket-validity-high-risk = { $port } ({ $service }) is a high-risk port. Choose a last day, within { $days } days
ticket-valid-until-missing = Enter the last day
ticket-valid-until-invalid = This is not a date. Write it like 2026-12-31
ticket-valid-until-past = The last day must be after today ({ $today })
ticket-valid-until-too-late = { $port } ({ $service }) is a high-risk port, mapped for { $days } days at most: until { $latest }
ticket-approval-file-missing = { $port } ({ $service }) is a high-risk port. Upload the form stamped by your department
ticket-filing-no-missing = Port { $port } opens only for filed sites. Enter the filing number
ticket-filing-file-missing = Port { $port } opens only for filed sites. Upload the filing documents

# Renewal
ticket-renewal-of = Renews ticket { $ticket }, which is valid through { $day }; the new period begins the day after.
ticket-renewal-nothing = Ticket { $ticket } has nothing that can be renewed: it has ended, was cancelled, has no end, or is being renewed already.
ticket-renewal-leads-elsewhere = A renewal keeps the target { $target }; for another one, file a new ticket once the mapping has ended and been removed
ticket-valid-until-renewed = A renewal must end after { $day }, the last day of what it renews
ticket-mark-renewal = Renewal: goes on from { $day }
ticket-mark-renewal-access = Renewal: goes on where the old period ends
ticket-renewal-changes-access = A renewal keeps its access as it was ({ $access }); for another one, file a new ticket

# Fields of access
ticket-form-access = Access
ticket-form-term = Period and papers
ticket-form-atoms = { $count } accesses in all
ticket-field-source-ips = Floating IPs
ticket-field-source-ips-hint = Floating IPs of your department's hosts, as in the delivery sheet or the bastion's list; several by ; and ranges with -
ticket-field-source-tenant-ips = Source floating IPs
ticket-field-source-tenant-ips-hint = The servers that begin, as in the delivery sheet or the bastion's list; several by ; and ranges with -
ticket-field-source-tenant = Source tenant
ticket-field-destination-tenant = Destination tenant
ticket-field-tenant-hint = The unit whose servers they are; in another cloud its name, such as 武钢应急云
ticket-field-destinations = Destinations
ticket-field-destinations-hint = IPs or domain names without scheme and port, several by ;. Exact names only, no wildcards such as *.aliyun.com; a lone * means any address
ticket-field-target-ips = Extranet IPs to reach
ticket-field-target-ips-hint = Several by ; with ranges as 59.0.8.3-59.0.8.9 and networks as 59.0.8.0/24
ticket-field-destination-ips = Destination IPs
ticket-field-destination-ips-hint = The servers to reach; several by ; with ranges as 10.30.1.3-10.30.1.9 and networks as 10.30.1.0/24
ticket-field-tcp-ports = TCP ports to reach
ticket-field-udp-ports = UDP ports to reach
ticket-field-ports-hint = Such as 443 or 8000-8010, several by ; of TCP or UDP at least one
ticket-field-long-connection = Long connections
ticket-field-long-connection-hint = Only special cases use long connections; leave it off as a rule
ticket-field-long-connection-extranet-hint = Ordinary requests use none; ask the vendor of the system first if you want them
ticket-field-long-connection-mapping-hint = Ordinary services use none
ticket-long-connection-why = Ordinary pages, interfaces and databases connect anew by themselves and don't need it. A long connection occupies the gateway for hours; if a session mustn't break for that long, tell why under remarks
ticket-long-connection-on = On
ticket-long-connection-off = Off
ticket-field-translated-ip = Translated extranet IP
ticket-field-translated-ip-hint = The address that the other side sees, one of your department's extranet IPs; leave it to the operators if you aren't sure
ticket-translated-ip-left = Left to the operators
ticket-text-translated-ip-hint = The address that the other side sees, one of the department's extranet IPs
ticket-field-direction = Direction
ticket-field-direction-one-way = One way: the source reaches the destination
ticket-field-direction-both = Both ways
ticket-field-consent-email = Mail of consent
ticket-field-consent-email-hint = For * as the destination, upload the mail that agrees to access to any address
ticket-field-validity-access-hint = The access is cancelled at its end
ticket-field-validity-internet-hint = The access is cancelled at its end; for * as the destination an end is required
ticket-preview-access = Check
ticket-preview-more = { $count } more aren't listed
ticket-hosts-of-department = Choose from { $count } hosts of your department
ticket-host-add = Fill in { $address }
ticket-mark-new-access = New
ticket-mark-open-access = Open already: { $says }
ticket-rail-submit-access = What you ask for is checked again, so that nothing is opened twice
ticket-rail-submit-support = It enters the operators' queue at once, and their time begins to run
ticket-rail-anywhere = Access to any address
ticket-rail-anywhere-needs = A lone * as the destination means any address. It takes a reason of at least 50 characters, an end date and a mail of consent.

# Fields of extranet port mappings
ticket-field-extranet-ip = Extranet IP
ticket-field-extranet-ip-hint = One of your department's extranet IPs, with its occupied ports below; also under Resources → Network → Extranet IPs
ticket-field-extranet-port = Extranet port
ticket-field-extranet-port-hint = Any port that isn't occupied; ask the operators if you aren't sure
ticket-field-pasted-extranet-hint = In each line extranet port, floating IP, internal port and protocol; a header is skipped
ticket-extranet-ip-none = Your department has no extranet IP yet; ask the operators for one
ticket-extranet-ip-missing = Choose an extranet IP
ticket-extranet-ip-foreign = { $address } is no extranet IP of your department; choose one of those listed

# What is wrong with access
ticket-ports-missing = Fill in TCP ports or UDP ports
ticket-tenant-missing = Fill in the tenant
ticket-tenant-foreign = One of the two tenants must be your department ({ $department })
ticket-direction-missing = Choose a direction
ticket-anywhere-validity = Access to * can't stay without an end; choose an end date
ticket-anywhere-reason = For * as the destination give a reason of at least { $least } characters; it has { $count } now
ticket-anywhere-consent = For * as the destination upload the mail of consent
