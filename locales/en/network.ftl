# Addresses, ports, high-risk ports, access URLs, the gateway's work order.

network-pool-internet = Internet IP
network-pool-extranet = Extranet IP
network-pool-unknown = There is no address pool “{ $element }”; choose internet or extranet

# Lists
network-list-too-long = { $count } entries, and at most { $limit } are taken; write neighbours as a range, file the rest on another ticket
network-leading-zero = “{ $element }” has leading zeros; write { $suggestion }
network-range-backwards = “{ $element }” ends before it begins; write { $suggestion }

# Addresses
network-address-missing = Enter an IP address
network-addresses-missing = Enter at least one IP address
network-address-only-one = Enter a single IP address here; “{ $element }” isn't one
network-address-invalid = “{ $element }” isn't an IPv4 address; write it like 10.1.2.3
network-address-ipv6 = “{ $element }” is an IPv6 address; only IPv4 is supported, like 10.1.2.3
network-address-with-port = “{ $element }” carries a scheme or a port; write { $suggestion } and put the port in its own field
network-address-range-invalid = “{ $element }” isn't a range of addresses; write it like 10.1.2.3-10.1.2.9 or 10.1.2.3-9
network-addresses-too-many = More than { $limit } addresses in all; narrow the ranges
network-network-prefix = “{ $element }” has no valid prefix length; write it like 10.1.2.0/24, with 0 to 32
network-network-mask = Give “{ $element }” a prefix length; write { $suggestion }
network-network-host-bits = “{ $element }” doesn't begin its network; write { $suggestion }
network-network-not-here = No networks here: write “{ $element }” as { $suggestion }

# Ports
network-port-missing = Enter a port
network-ports-missing = Enter at least one port
network-port-only-one = Enter a single port here; “{ $element }” isn't one
network-port-invalid = “{ $element }” isn't a port; enter a whole number from 1 to 65535
network-port-out-of-range = Port “{ $element }” is out of range; enter a whole number from 1 to 65535
network-port-range-invalid = “{ $element }” isn't a range of ports; write it like 8000-8010
network-protocol-missing = Choose a protocol
network-protocol-unknown = Protocol “{ $element }” isn't supported; choose TCP or UDP

# High-risk ports
network-risk-class-local-network = Local sharing and remote shells
network-risk-class-remote = Remote administration
network-risk-class-database = Databases
network-risk-class-cache = Caches and search
network-risk-class-queue = Queues and coordination
network-risk-class-management = Management
network-risk-class-unknown = There is no class “{ $element }”; choose one from the list
network-risk-policy-guarded = Needs a whitelist, an end date and a stamped form
network-risk-policy-refused = Never mapped to the internet
network-risk-policy-unknown = There is no policy “{ $element }”; choose one from the list

# Access URLs
network-url-missing = Enter the access URL
network-url-too-long = The access URL takes at most { $limit } characters
network-url-without-scheme = “{ $element }” has no scheme; write { $suggestion } or begin with http://
network-url-scheme = “{ $element }” isn't a web address; enter one that begins with http:// or https://
network-url-invalid = “{ $element }” isn't a complete URL; write it like https://www.example.com/login
network-url-credentials = The URL contains a user name or password; remove them
network-url-private = “{ $host }” is a private host that can't be reached from the internet; enter a public domain name or the internet IP

# The gateway's work order
network-work-order-pool-ip = Mapped IP
network-work-order-protocol = Protocol
network-work-order-public-port = Mapped port
network-work-order-floating-ip = Floating IP
network-work-order-internal-port = Internal port
network-work-order-whitelist = Whitelist
network-work-order-until = Until

# Lines
network-line-telecom = China Telecom
network-line-unicom = China Unicom
network-line-mobile = China Mobile
network-line-bgp = BGP, several carriers
network-line-extranet = Government extranet
network-line-unknown = There is no line “{ $element }”; choose one of the list

# Port mappings
network-mapping-state-held = Held
network-mapping-state-active = Open
network-mapping-state-to-remove = To be removed
network-mapping-state-renewed = Renewed
network-mapping-state-released = Given back
network-mapping-state-removed = Removed
network-mapping-state-unknown = There is no port state “{ $element }”; choose one of the list
network-opening-period-over = The time asked for { $opening } is over, so it cannot be opened any more; return the ticket instead
network-mapping-not-to-remove = { $opening } is { $state } now; only what is to be removed can be marked as removed
network-address-changed-hands = An IP address or host you chose is no longer your department’s; choose again
network-port-taken = Port { $port } is taken by another department
network-port-taken-by-ticket = Port { $port } is taken by ticket { $ticket } ({ $filer })
network-port-taken-nearest = { $taken }; free ports near it: { $ports }
network-timeline-port-removed = Removed port { $port } ({ $protocol })
network-timeline-mapping-removed = Removed port { $port } ({ $protocol }) of ticket { $ticket }
network-mapping = Internet mapping
network-mapping-port = Internet port
network-mapping-protocol = Protocol
network-mapping-target = Leads to
network-mapping-internal-port = Internal port
network-mapping-application = Application
network-mapping-state = State
network-mapping-ticket = Ticket
network-mapping-occupied = Taken
network-mapping-filer = Filed by
network-mapping-until = Valid until
network-mapping-remove = Mark as removed
network-mapping-remove-sure = Is port { $port } closed at the gateway? Once marked, it can be asked for again
network-mapping-removed = Marked as removed; it can be asked for again
network-until-day = { $day }
network-until-none = No end
network-until-removed = its removal

# Internet IPs
network-internet-ip = Internet IPs
network-line = Line
network-lines-all = All lines
network-line-choose = Choose a line
network-line-missing = Choose a line
network-department = Department
network-departments-all = All departments
network-department-choose = Choose a department
network-department-missing = Choose a department
network-department-none = Unassigned
network-note = Note
network-ports-in-use = Open ports
network-ports-held = Held ports
network-ports-to-remove = Ports to be removed
network-ports-waiting = { $count } to be removed
network-ports-occupied = Occupied ports
network-ports-none = No port is occupied yet
network-tab-all-addresses = All
network-tab-to-remove = With ports to be removed
network-nothing-to-remove = No ports to be removed
network-address-search-hint = IP address, department, note
network-address-new = Add internet IP
network-address-department-hint = Leave empty to assign it later; cannot change while ports are occupied
network-addresses-none = The pool has no internet IPs yet
network-addresses-none-own = Your department has no internet IP yet; ask the operators for one
network-address-created = The internet IP is in the pool
network-pool-address-taken = This address is in a pool already; check it and enter it again
network-pool-address-private = “{ $element }” is an internal address; enter one of the internet
network-pool-address-in-use = Port mappings or access policies are on record for this address, so it cannot change; add another address instead
network-pool-address-has-ports = { $count } ports of this address are still occupied; it can be given to another department once they are removed
network-actions = Actions
network-edit = Edit
network-address-edit-title = Edit internet IP { $name }
network-host-edit-title = Edit host { $name }
network-saved = Saved
network-copy = Copy
network-facts = Details
network-history = History
network-text-too-long = At most { $most } characters; shorten it
network-timeline-changed = Changed: { $fields }
network-timeline-address-created = Added to the pool

# Free-port search
network-search = Find a free port
network-search-port = Port
network-search-count = How many to offer
network-search-count-invalid = Enter a whole number from 1 to { $most }
network-search-find = Find
network-search-free = Port { $port } ({ $protocol }) is free
network-search-taken = Port { $port } ({ $protocol }) is taken
network-search-nearest = Free ports near it: { $ports }
network-search-none = No other port is free
network-search-guarded = { $port } ({ $service }) is high-risk: it needs a whitelist, an end date and a stamped form
network-search-refused = { $port } ({ $service }) is high-risk and is not mapped to the internet

# Hosts
network-hosts = Hosts
network-hosts-none = No hosts yet
network-hosts-none-own = Your department has no hosts yet
network-tab-all-hosts = All
network-regions-all = All regions
network-applications-all = All applications
network-host-search-hint = Name, floating IP, specification, application, department
network-host-new = Add host
network-host-new-title = Add a host
network-host-created = The host is registered
network-host-created-at = Registered
network-host-name = Host name
network-host-name-missing = Enter the host’s name
network-host-floating-ip = Floating IP
network-host-floating-ip-hint = Each floating IP belongs to one host
network-host-floating-ip-taken = Another host has this floating IP; check it and enter it again
network-host-floating-ip-in-use = Port mappings or access policies are on record for this floating IP, so it cannot change; retire this host and register another one
network-host-application = Application
network-host-application-hint = One of the department’s; may be left out
network-host-application-none = No application
network-host-application-unknown = Choose an application of the list
network-host-application-foreign = That application is another department’s; choose again
network-host-region = Region
network-host-region-choose = Choose a region
network-host-region-missing = Choose a region
network-host-specification = Specification
network-host-specification-hint = Such as 8 cores, 16 GB
network-host-source = Source
network-host-source-hint = The number of the ticket or resource request that brought it
network-host-state = State
network-host-state-running = Running
network-host-state-stopped = Stopped
network-host-state-retired = Retired
network-host-state-unknown = Choose a state of the list
network-host-has-ports = { $count } ports are still mapped to this host; it can change once they are removed
network-host-ports = Ports mapped to this host
network-host-ports-none = No ports are mapped to this host
network-timeline-host-created = Registered the host

# Ends, reminders, removal, renewal, recertification
network-end-period-over = Period is over
network-end-ticket-closed = Ticket was closed
network-end-not-needed = Not needed any more
network-end-unknown = There is no reason “{ $element }”: choose one from the list
network-ends-in = ends in { $days } { $days ->
    [one] day
   *[other] days
}
network-ends-today = ends today
network-told-ends-soon = The { $what } of ticket { $ticket } { $when }
network-told-ends-soon-body = { $ports } of { $application } is valid through { $day }. If you still need it, submit a renewal before then: its period begins the day after. What isn't renewed is cancelled at the end and removed at the gateway.
network-told-ends-soon-renewing = { $ports } of { $application } is valid through { $day }, and its renewal { $renewal } isn't resolved yet. Unless it is resolved before the end, what it renews is cancelled all the same.
network-told-ends-soon-operators = { $department }, { $application }: { $ports } is valid through { $day } and isn't renewed; it is to be removed after that.
network-told-ends-soon-operators-renewing = { $department }, { $application }: { $ports } is valid through { $day }, and its renewal { $renewal } isn't resolved yet. Resolve it before the end.
network-told-ended = Ended: the { $what } of ticket { $ticket }
network-told-ended-body = The period of { $ports } of { $application } is over, and it was cancelled. It can be asked for again once operators have removed it at the gateway; if you still need it, submit a new ticket.
network-told-to-remove = To remove ({ $count }, { $what }): ticket { $ticket }
network-told-to-remove-body = { $department }, { $application }: { $ports }. { $why }. Remove it at the gateway, then mark it as removed.
network-told-recertify = Is this { $what } still needed? Ticket { $ticket }
network-told-recertify-body = { $ports } of { $application } has no end, and a year has gone by since { $since }. Say under “Yearly confirmation” whether it is still needed; what isn't is cancelled and removed at the gateway.
network-line-ended = cancelled { $ports }, to be removed ({ $why })
network-line-passed-on = { $ports } ended and goes on with the renewal { $renewal }
network-line-prolonged = { $ports } was renewed by ticket { $renewal }
network-line-recertified = confirmed that { $ports } is still needed
network-mapping-removed-already = { $opening } was marked as removed by { $who } at { $at }
network-recertified-already = { $who } confirmed at { $at } that { $opening } is still needed
network-recertification-not-due = { $opening } is { $state } now and needs no confirmation
network-renew = Renew
network-renewed-by = Renewal { $ticket }
network-mapping-opened = Opened
network-mapping-recertified = Last confirmed
network-never-recertified = Never confirmed
network-recertified-on = Confirmed { $at }
network-recertification = Yearly confirmation
network-recertification-lead = Port mappings and access policies without an end are confirmed once a year. What is still needed stays for another year; what isn't is cancelled, and operators remove it at the gateway.
network-recertification-none = Nothing waits to be confirmed
network-recertification-awaited = To be confirmed
network-still-needed = Still needed?
network-recertify = Still needed
network-give-up = Not needed
network-give-up-sure = { $opening } is cancelled at once, and nothing goes through it any more.
network-give-up-do = Cancel it now
network-recertified = Confirmed as still needed; the next confirmation is in a year
network-given-up = It is cancelled, and operators remove it at the gateway
network-ended-at = Cancelled
network-end-reason = Reason
network-removals = To remove
network-removals-lead = Port mappings and access policies that have been cancelled and are still open at the gateway. They can be asked for again once they are removed and marked so.
network-removals-search-hint = IP address, domain name, port, ticket number
network-removals-work-order = Gateway work order (this page): { $what }
network-removals-mark = Mark the ticked ones as removed
network-removals-mark-hint = Remove them at the gateway first; they can then be asked for again
network-removals-none-ticked = Tick what you removed at the gateway
network-removals-not-done = Nothing was marked

# Hosts from a spreadsheet
network-import = Import
network-import-about = Register or update hosts from a spreadsheet, up to { $most } at once. Each row is checked first; nothing is written until you confirm.
network-import-file = Spreadsheet
network-import-file-hint = .xlsx or .csv up to 4 MB, in UTF-8 or GB18030
network-import-paste = Or paste cells
network-import-paste-hint = Copy from Excel and paste here, headings included; without headings the template’s order counts
network-import-check = Check
network-import-nothing-yet = Checking writes nothing
network-import-both = Send either a file or pasted cells, not both
network-import-nothing-given = Choose a spreadsheet or paste its cells
network-import-template = Template
network-import-template-hint = Its headings name the columns. A file exported from the list of hosts can be edited and imported too.
network-import-columns = The columns
network-import-hint-name = Required, up to 80 characters
network-import-hint-floating-ip = Required. A known one is updated, a new one is registered
network-import-hint-department = Name or code; required for a new host
network-import-hint-application = One of the department’s applications, or empty
network-import-hint-region = Name or code; required for a new host
network-import-hint-words = Up to 200 characters, or empty
network-import-hint-state = Running, stopped or retired; empty leaves it as it is, and a new host running
network-import-empty = No host was found in it; look at the file, or fill in the template and upload that
network-import-no-address = There is no column “Floating IP”; add the headings of the template
network-import-column-twice = The column “{ $column }” stands there twice; keep one
network-import-report = Import report
network-import-result = Import result
network-import-pasted = pasted cells
network-import-another = Upload again
network-import-outcome = Result
network-import-line = Row
network-import-why = Details
network-import-wrong = Wrong
network-import-new = New
network-import-changed = Changed
network-import-same = Unchanged
network-import-ignored = These columns are not used: { $names }
network-import-ready = All rows are in order and nothing is written yet. Confirming registers { $new } and updates { $changed }.
network-import-has-wrong = Rows that are wrong: { $count }. Nothing was written. Mend the spreadsheet as told below and upload it again.
network-import-nothing = Every row is as it is registered already; there is nothing to import
network-import-overtaken = Hosts, departments or applications changed after the check. Below is the report as of now; look at it and confirm again.
network-import-not-done = Not imported
network-import-all-or-nothing = Everything is written, or nothing
network-import-confirm = Import
network-import-done = The import is complete
network-import-was-done = Imported
network-import-to-hosts = See the hosts
network-import-address-twice = Has the floating IP of row { $line }; keep one of them
network-import-department-unknown = No department has the name or code “{ $name }”
network-import-region-unknown = No region has the name or code “{ $name }”
network-import-application-unknown = The department has no application “{ $name }”
network-import-state-unknown = “{ $name }” is no state; write running, stopped or retired
network-timeline-host-imported = registered it by import from { $source }
network-timeline-changed-by-import = changed { $fields } by import from { $source }

# Whatever was opened
network-opening-mapping = port mapping
network-opening-policy = access policy
network-opening-unknown = There is nothing called “{ $element }”; choose one of the list
network-opening-register = What
network-opening-from = From
network-opening-to = To
network-opening-over = Protocol and ports
network-policies = Access policies
network-pool-address-has-access = { $count } access policies are translated to this address; it changes hands once all are removed
network-host-has-policies = { $count } access policies begin at this host; it can be changed once all are removed
network-line-access-removed = removed { $ports }

# Access
network-reach-internet = Internet access
network-reach-extranet = Extranet access
network-reach-tenant = Access between tenants
network-reach-unknown = There is no access called “{ $element }”; choose one of the list
network-destinations-missing = Fill in at least one destination
network-destination-any-alone = * means any address and stands alone; leave out the others
network-destination-scheme = “{ $element }” has a scheme; write { $suggestion }
network-destination-port = “{ $element }” has a port; write { $suggestion } and put the port into its own field
network-destination-path = “{ $element }” has a path; write { $suggestion }
network-destination-wildcard = “{ $element }” is a wildcard; write exact names
network-destination-invalid = “{ $element }” is neither an IP address nor a domain name; write 10.1.2.3 or www.example.com
network-access-of-ticket = ticket { $ticket } ({ $filer })
network-access-of-others = another ticket
network-access-asked-for = The same access is being handled for { $whose } already
network-access-open = The same access is open without an end for { $whose } already
network-access-open-until = The same access is open through { $day } for { $whose } already; renew that ticket if you need it longer
network-access-to-remove = The same access of { $whose } was cancelled; it can be asked for again once operators have removed it at the gateway
network-access-changed = The access to be renewed has just changed; look at it again before you submit
network-translated-ip-missing = Fill in the translated extranet IP
network-translated-ip-foreign = { $address } is no extranet IP of the department; choose one of those listed
network-work-order-reach = Kind
network-work-order-sources = Sources
network-work-order-destinations = Destinations
network-work-order-direction = Direction
network-work-order-ports = Ports
network-work-order-translated-ip = Translated IP
network-work-order-long-connection = Long connection
network-work-order-one-way = One way
network-work-order-both-ways = Both ways
network-work-order-yes = Yes
network-work-order-no = No

# Extranet IPs
network-extranet-ip = Extranet IP
network-extranet-port = Extranet port
network-extranet-new = New extranet IP
network-extranet-edit-title = Edit extranet IP { $name }
network-extranet-created = The extranet IP is in the pool now
network-extranet-none = There are no extranet IPs in the pool yet
network-extranet-none-own = Your department has no extranet IP yet; ask the operators if you need one
