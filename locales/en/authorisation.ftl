# Access that an operator asks for on a support ticket, and its filer grants.

authorisation-title = Authorisations
authorisation-lead = Where logging in to a host or the console is needed, the assignee asks and the filer agrees. The password is stored encrypted, read by the assignee alone while it is valid, each time noted; and erased when it expires, is revoked, or the ticket ends
authorisation-state-asked = Awaiting answer
authorisation-state-granted = Granted
authorisation-state-refused = Refused
authorisation-state-expired = Expired
authorisation-state-revoked = Revoked
authorisation-state-cancelled = Cancelled
authorisation-state-unknown = No such state of an authorisation

authorisation-target = Access to
authorisation-target-host = Host login
authorisation-target-console = Console login
authorisation-target-missing = Choose the host or the console
authorisation-ask = Ask for access
authorisation-grant = Grant access
authorisation-refuse = Refuse access
authorisation-revoke = Revoke access
authorisation-revoke-sure = The assignee can't read the password any more, and it is erased at once. Change it on the system as well
authorisation-cancel = Take back the question
authorisation-read = Read password

authorisation-reason = Reason
authorisation-reason-hint = What will be done there, and on which hosts: the filer decides by it
authorisation-reason-missing = Say why access is needed
authorisation-grant-lead = A temporary account with only the rights needed is best
authorisation-address = Address
authorisation-address-hint = One IP or domain name, like 10.20.6.31
authorisation-address-missing = Enter the address
authorisation-address-not-one = Only one IP or domain name
authorisation-port = Port
authorisation-port-hint = 1–65535, such as 22 for SSH, 3389 for remote desktop, 443 for the console
authorisation-account = Account
authorisation-account-missing = Enter the account
authorisation-account-lines = No line breaks or control characters in an account
authorisation-password = Password
authorisation-password-hint = Stored encrypted and never shown here again; to be typed anew when something else is wrong
authorisation-password-missing = Enter the password
authorisation-password-copy = Copy password
authorisation-from = From
authorisation-from-missing = Enter when it begins
authorisation-until = Until
authorisation-until-hint = It ends by itself then, and the password is erased
authorisation-until-missing = Enter when it ends
authorisation-until-past = It must end after now
authorisation-until-before-from = It must end after it begins
authorisation-until-too-late = One year at most; choose an earlier end
authorisation-period = Valid
authorisation-wanted = Wanted
authorisation-readings = Password read
authorisation-read-times = { $count ->
    [one] once, at
   *[other] { $count } times, last at
}
authorisation-never-read = Not yet
authorisation-refusal = Reason for refusing
authorisation-refusal-hint = The assignee is told
authorisation-refusal-missing = Say why access is refused

authorisation-filers-alone = Only the ticket's filer grants, refuses and revokes access
authorisation-assignees-alone = Only the ticket's present assignee asks for access, takes the question back and reads passwords
authorisation-support-alone = Access is asked for on tickets for questions and faults alone
authorisation-waits-already = One question waits for the filer's answer; ask again after that
authorisation-ticket-not-at-work = The ticket is: { $state }. Access is asked for, answered and used while it is in progress
authorisation-not-now = This authorisation is: { $state }. It can't be changed that way any more
authorisation-not-yet = It is valid from { $from } on, and can be read then
authorisation-over = It expired at { $until }

authorisation-done-asked = The filer is asked for access
authorisation-done-granted = Access granted; the assignee is told
authorisation-done-refused = Access refused
authorisation-done-revoked = Access revoked, and the password erased
authorisation-done-cancelled = The question was taken back

authorisation-line-asked = Asked for access: { $target }
authorisation-line-granted = Granted access: { $target }, { $from } to { $until }
authorisation-line-refused = Refused access: { $target }
authorisation-line-revoked = Revoked access: { $target }
authorisation-line-cancelled = Took back the question for access: { $target }
authorisation-line-expired = Access expired: { $target }
authorisation-line-left = Access ended with the ticket: { $target }

authorisation-banner-asked = The assignee asks for access ({ $target }): grant or refuse it under “Authorisations” below
authorisation-told-asked = Ticket { $number } asks you for access
authorisation-told-granted = Access for ticket { $number } was granted
authorisation-told-refused = Access for ticket { $number } was refused
authorisation-told-revoked = Access for ticket { $number } was revoked
authorisation-told-cancelled = Ticket { $number } doesn't ask for access any more
authorisation-told-expired = Access for ticket { $number } has expired
authorisation-told-about = { $target }. Application: { $application }, filer: { $filer }
