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
network-list = { $list }, { $next }
network-mapping-state-held = Held
network-mapping-state-active = Open
network-mapping-state-to-remove = To be removed
network-mapping-state-released = Given back
network-mapping-state-removed = Removed
network-mapping-state-unknown = There is no port state “{ $element }”; choose one of the list
network-mapping-period-over = The time asked for port { $port } is over, so it cannot be opened any more; return the ticket instead
network-mapping-not-to-remove = This port is “{ $state }”; only one that is to be removed can be marked as removed
network-address-changed-hands = An IP address or host you chose is no longer your department’s; choose again
network-port-taken = Port { $port } is taken by another department
network-port-taken-by-ticket = Port { $port } is taken by ticket { $ticket } ({ $filer })
network-port-taken-nearest = { $taken }; free ports near it: { $ports }
network-timeline-mapping-removed = Removed port { $port } ({ $protocol }) of ticket { $ticket }
