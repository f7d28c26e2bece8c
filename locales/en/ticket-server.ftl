# Forms about servers
ticket-form-lead-server-create = New virtual or physical machines. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-server-change = Another size or other disks for a server, which may have to restart. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-lead-server-recycle = Servers that aren’t used any more; the mappings and policies that lead to them end with them. Operators handle it, usually within { $days ->
    [one] one working day
   *[other] { $days } working days
}
ticket-form-machine = Servers
ticket-form-disks = Disks
ticket-form-network = Network
ticket-form-attached = Attachments and remarks
ticket-form-change = What changes
ticket-form-window = Maintenance window
ticket-form-recycle = What is returned
ticket-field-request = Resource request
ticket-field-request-hint = If the servers come from an approved resource request, its number, which begins with ZY; leave it empty for servers outside the catalogue (physical ones as a rule)
ticket-request-invalid = “{ $number }” is no number of a resource request: it begins with ZY, followed by 8 digits of a date and a sequence of at least 4 digits; leave it empty for servers outside the catalogue
ticket-request-unknown = No resource request { $number } was found. Check the number, or leave it empty for servers outside the catalogue
ticket-field-machine = Machine
ticket-field-machine-hint = A virtual machine is chosen from the catalogue; a physical one is bought or assigned by what you describe
ticket-machine-missing = Choose a virtual or a physical machine
ticket-field-specification = Physical machine
ticket-field-specification-hint = Model, CPU, memory and disks, such as: 2 × 32-core CPU, 256 GiB memory, 2 × 480 GB SSD
ticket-specification-missing = Describe model, CPU, memory and disks of the physical machine
ticket-field-host = Server
ticket-field-host-hint = The floating IP of the server to change; your department’s hosts are offered
ticket-compare = Compare with what it is
ticket-compare-what = Part
ticket-compare-now = Now
ticket-compare-then = Then
ticket-compare-specification = Specification
ticket-compare-system-disk = System disk
ticket-change-keep = Unchanged
ticket-field-new-instance-type = New instance type
ticket-field-new-instance-type-hint = For virtual machines; leave it unchanged if the size stays
ticket-field-new-specification = Physical machine, new
ticket-field-new-specification-hint = For physical machines: parts to be added or replaced, and what it shall be
ticket-field-new-system-disk-category = System disk category
ticket-field-new-system-disk-size = System disk size
ticket-field-new-system-disk-size-hint = In GiB; it can only grow. Leave it empty if it stays
ticket-field-data-disks-hint = If you set them, list all data disks that the server shall have; those not listed are removed
ticket-data-disks-keep = Unchanged
ticket-data-disks-set = Set to
ticket-data-disks-missing = Choose whether the data disks stay or change
ticket-change-nothing = Change the instance type, the system disk or the data disks at least
ticket-change-same = This is what it is already: say what it shall become, or leave it unchanged
ticket-change-physical-missing = Describe what the physical machine shall be
ticket-change-not-of-physical = This is a physical machine: describe the change under “Physical machine, new” and leave this unchanged
ticket-change-not-of-vm = This is a virtual machine: choose its new instance type and leave this empty
ticket-system-disk-unknown = Its system disk isn’t on record: give both category and size
ticket-system-disk-shrinks = A system disk can only grow; it has { $size } GiB
ticket-field-window-from = Window from
ticket-field-window-until = Window until
ticket-field-window-hint = The server may be stopped and changed in this time, Beijing time
ticket-window-from-missing = Give the day and time the window begins
ticket-window-until-missing = Give the day and time the window ends
ticket-window-past = The window can’t begin at { $from }, for it is { $now } now: give a later time
ticket-window-ends-before-it-begins = The window must end after it begins at { $from }
ticket-field-hosts-to-recycle = Servers to return
ticket-field-hosts-to-recycle-hint = Their floating IPs, several by semicolons, a range by -; all of your department’s hosts
ticket-field-recycle-date = Date of return
ticket-field-recycle-date-hint = They may go from this day on: today or later
ticket-recycle-date-missing = Give the date of return
ticket-recycle-date-past = The date of return is today ({ $today }) or later
ticket-field-backup-confirmed = The data is backed up and may be erased
ticket-field-backup-confirmed-hint = What is on the disks can’t be brought back after the return
ticket-backup-unconfirmed = Back up what you need to keep, then tick this
ticket-preview-leading = See what ends with them
ticket-leading = Mappings and policies that lead to or from these servers
ticket-leading-none = No mapping or policy leads to or from these servers
ticket-leading-of-ticket = ticket { $ticket }
ticket-leading-of-others = another department
ticket-leading-from-others = Another department
ticket-leading-ends = Ends with the server · { $whose }
ticket-leading-stays = Stays: other servers use it too · { $whose }
ticket-leading-asked-for = Asked for: resolve or return it before the server can go · { $whose }
ticket-leading-to-remove = Ended with the server, to be removed · { $whose }
ticket-leading-ended = Ended with the server · { $whose }
ticket-rail-submit-server = It waits for acceptance, and can’t be changed any more
ticket-rail-submit-change = No other ticket can change or return this server from then on
ticket-rail-submit-recycle = No other ticket can change or return these servers from then on
ticket-rail-machines = Once resolved
ticket-rail-machines-say = Operators record name, floating IP and specification of each server. They then stand under Resources → Hosts, and ports can be mapped to them
ticket-rail-recycle = What ends with them
ticket-rail-recycle-ends = When the ticket is resolved, mappings and policies that lead to or from these servers alone end too, and operators remove them at the gateway. What other servers use too stays

# The ticket about servers
ticket-servers = Servers
ticket-servers-delivered = Servers delivered
ticket-servers-concerned = Servers concerned
ticket-servers-each = { $quantity } in all
ticket-server-window = { $from } to { $until }
ticket-server-recycle-early = To be returned from { $day } on: ask the filer before you resolve it earlier
ticket-server-column-name = Name
ticket-server-column-floating-ip = Floating IP
ticket-server-column-specification = Specification
ticket-server-column-system-disk = System disk
ticket-server-column-data-disks = Data disks
ticket-server-column-image = Image
ticket-server-column-region = Region
ticket-server-column-network = Network
ticket-server-column-item = Part
ticket-server-column-now = Now
ticket-server-column-then = Then
ticket-server-column-when = When
ticket-work-order-servers = Work order
ticket-work-order-create = Servers to make
ticket-work-order-change = Servers to change
ticket-work-order-retire = Servers to retire

# What is recorded with the resolution
ticket-text-resolve-server-hint = Say what was delivered or changed, and how to sign in and check it; the hosts are updated when you resolve
ticket-text-close-server-hint = It won’t be carried out, and other tickets can change or return the servers; what was delivered, changed or returned stays
ticket-machines-hint = One after the other; this ticket asks for { $quantity }
ticket-machine-row = Server { $number }
ticket-machine-name = Name
ticket-machine-floating-ip = Floating IP
ticket-machine-specification = Specification as delivered
ticket-machine-name-missing = Type the server’s name
ticket-machine-specification-missing = Type the specification as delivered
ticket-machine-too-long = { $most } characters at most
ticket-machine-twice = { $address } is the floating IP of server { $row } already
ticket-machine-taken = { $address } is another host’s already: check it
ticket-machines-missing = This ticket asks for { $quantity } servers; { $count } are filled in, { $missing } are missing
ticket-machines-too-many = This ticket asks for { $quantity } servers only: clear the others
ticket-machines-pasted = Paste from a spreadsheet
ticket-machines-pasted-hint = A server a line: name, floating IP, specification, separated by tabs or blanks; they fill the rows above that have no floating IP yet
ticket-machines-pasted-left = There is no room for { $count } more lines: check the quantity
