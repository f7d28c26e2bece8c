# What the access URLs of a ticket lead to.

url-scan-title = Access URL check
url-scan-hint = The portal visits these URLs as a browser would, at public addresses alone. The result is for information and doesn't hold up resolving
url-scan-again = Check again
url-scan-asked = A new check is under way; its result will appear here
url-scan-not-now = The ticket is “{ $state }”: its URLs aren't checked any more
url-scan-nothing = The ticket names no access URL
url-scan-line-asked = asked for a new check of access URLs ({ $count })
url-scan-line-reported = checked access URLs: { $good } of { $count } fine
url-scan-tried = Try { $attempts } didn't get through, next one { $again }
url-scan-checked = Checked

# How it came out
url-scan-waiting = Waiting
url-scan-good = Fine
url-scan-doubtful = Doubtful
url-scan-unreachable = Unreachable

# What was met
url-scan-visit = Visit
url-scan-outcome = Outcome
url-scan-address = Address
url-scan-answered = Answered with status { $status }
url-scan-no-url = Not a URL that can be opened
url-scan-scheme = Redirects to { $scheme }, which wasn't followed
url-scan-name-unknown = The name can't be resolved
url-scan-closed = Leads to the internal or reserved address { $address }, which wasn't visited for safety
url-scan-port = Port { $port } is neither one of the web nor of this ticket, and wasn't visited
url-scan-refused = The connection was refused; the port may not be open yet
url-scan-timed-out = No connection or no answer in time
url-scan-no-way = The address can't be reached from the checking server
url-scan-broke = The connection broke off
url-scan-handshake = No secure connection: { $why }
url-scan-not-http = What came back isn't a web page
url-scan-too-many-redirects = More than 5 redirects, not followed further

# The certificate
url-scan-certificate = Certificate
url-scan-trusted = Valid, trusted by browsers
url-scan-expired = Expired
url-scan-not-yet-valid = Not valid yet
url-scan-wrong-name = For another name
url-scan-unknown-issuer = Its issuer isn't trusted by browsers
url-scan-distrusted = Not trusted by browsers
url-scan-versions = TLS versions (1.2 and 1.3 are tried)
url-scan-subject = Issued to
url-scan-issuer = Issued by
url-scan-valid-from = Valid from
url-scan-valid-until = Valid until
