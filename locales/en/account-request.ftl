# Account requests: the public form, the receipt, and how they are answered.

account-request-title = Account requests
account-request-lead = Each is to be answered within 48 hours; unanswered for 30 days, it expires
account-request-of = Account request: { $name }
account-request-more = Ask for more
account-request-link = Ask for an account
account-request-new = Ask for an account
account-request-new-lead = Operators answer within 48 hours, by mail. You can also paste the filled mail template to fill the form
account-request-new-more = Ask for further roles or quota permissions for yourself. Operators answer within 48 hours, by mail
account-request-by-mail = Fill from the mail template
account-request-template-label = Mail template
account-request-template =
    Subject: Account of the cloud platform for department XXX
    Text:
    Department XX needs an account of the cloud platform in region XXX:
    Region:
    Department:
    Project to join:
    Username:
    Display name:
    Role: #see the roles; apply for the least you need
    Quota permissions: #view, request, approve, allocate, view subordinates
    Phone:
    E-mail:
    Reason:
account-request-copy = Copy the template
account-request-pasted = The filled template
account-request-pasted-hint = Paste the whole mail, in any order; what is missing can be filled in below
account-request-fill = Read and fill in
account-request-read = { $count } fields were read into the form below; check them and send it
account-request-nothing-read = No field was recognised. Paste the filled template, one field a line, such as “Username: zhang.san”
account-request-section-who = Applicant
account-request-section-what = What is asked for
account-request-region = Region
account-request-region-hint = The cloud region to be used, such as “public cloud”
account-request-region-missing = Say which region is to be used
account-request-project = Project to join
account-request-project-hint = Its full name; if your department has a project of that name you join it. May be left empty
account-request-username-hint = 2–64 lower-case letters, digits, dots, underscores or hyphens, such as zhang.san
account-request-role = Role
account-request-role-hint = Apply for the least you need; what each role may do stands below
account-request-role-choose = Choose a role
account-request-role-missing = Choose a role from the list. Administrators of the platform can't be applied for
account-request-quota-hint = Tick only what you need; may be left empty
account-request-phone-missing = Enter a phone number, so that we can check back
account-request-email-hint = The receipt, the answer and the link to set a password go there
account-request-reason = Reason
account-request-reason-hint = Your work, and what the account is needed for
account-request-reason-missing = Enter a reason
account-request-send = Send
account-request-send-hint = A receipt with a number is mailed to you
account-request-matrix = What each role may do
account-request-least = Apply for the least you need; more can be asked for later
account-request-back = Back to the portal
account-request-filed = Your request has the number { $number }; keep it. A receipt was mailed to you

account-request-receipt = How it stands
account-request-next-pending = It waits for an answer, which goes to the address you gave; look again after the due time
account-request-next-approved = Approved; how to sign in was mailed to the address you gave
account-request-next-refused = Refused; the reason was mailed to the address you gave
account-request-next-expired = Nobody answered within 30 days and it has expired. Ask again if you still need an account

account-request-number = Number
account-request-state = State
account-request-state-pending = Pending
account-request-state-approved = Approved
account-request-state-refused = Refused
account-request-state-expired = Expired
account-request-state-unknown = There is no such state; choose again
account-request-tab-all = All
account-request-search-hint = Number, username, name, project, e-mail
account-request-none-waiting = No request waits
account-request-none = No such request
account-request-filed-at = Filed
account-request-due-at = Due
account-request-remaining = { $hours } hours left
account-request-overdue = { $hours } hours overdue
account-request-answered-by = Answered by
account-request-facts = What is asked for
account-request-kind = Kind
account-request-kind-new = New account
account-request-kind-more = Has an account and asks for more
account-request-asked-for = Asked for
account-request-name-taken = Somebody else has the username. Approve with another one, or have them sign in and ask for more
account-request-objection = The department's objection
account-request-overruling = Overruled:
account-request-consent = Consent
account-request-consent-open = missing
account-request-refusal = Reason of the refusal
account-request-waits-consent = The role is more than a department's own: a security administrator has to consent before it can be approved
account-request-waits-overruling = The department objects. Refuse the request, or overrule the objection with a reason

account-request-answer = Answer
account-request-approve = Approve
account-request-approve-sure = The applicant gets the role and permissions at once and has to sign in again.
account-request-approve-hint = The username and a link to set a password, good for 72 hours, are mailed to the applicant; they join the department's project of that name
account-request-given-username = Username
account-request-given-username-hint = As asked for; choose another one if it is taken
account-request-username-taken = Somebody has this username; choose another one
account-request-refuse = Refuse
account-request-refuse-text = Reason (mailed to the applicant)
account-request-consent-give = Consent to the role
account-request-object = Object
account-request-object-text = Reason (shown to the operators)
account-request-object-hint = After an objection, operators have to overrule it with a reason before they can approve
account-request-overrule = Overrule the objection
account-request-overrule-text = Reason (shown to the department)
account-request-text-missing = Enter a reason
account-request-approved = Approved; how to sign in was mailed to the applicant
account-request-refused = Refused; the reason was mailed to the applicant
account-request-consented = Consent given; operators can approve now
account-request-objected = Objection noted; operators were told
account-request-overruled = Objection overruled; the department was told
account-request-approved-already = It was approved; there is nothing more to do
account-request-refused-already = It was refused; there is nothing more to do
account-request-expired-already = It has expired; there is nothing more to do
account-request-consent-missing = The role takes a security administrator's consent; wait for it
account-request-consent-given = Consent was given already
account-request-consent-not-needed = This role takes no consent
account-request-objection-stands = The department objects. Overrule the objection with a reason first, or refuse the request
account-request-objection-there = An objection stands already; wait for the operators' answer
account-request-nothing-to-overrule = No objection stands

account-request-line-filed = asked for an account as { $role }
account-request-line-approved = made the account { $username } ({ $role }). { $joined }
account-request-line-refused = refused the request
account-request-line-consented = consented to { $role }
account-request-line-objected = objected
account-request-line-overruled = overruled the objection
account-request-line-expired = unanswered for 30 days, expired
account-request-line-due-soon = Due soon; those who answer were reminded
account-request-line-overdue = Past 48 hours; those who answer were reminded
account-request-joined = Joined the project “{ $project }”
account-request-joined-none = The department has no project called “{ $project }”; none was joined
account-request-joins-none = No project was named

account-request-told-filed = { $name } asks for an account; answer within 48 hours
account-request-told-answer = { $name } of { $department } asks for an account as “{ $role }” ({ $number }); answer by { $due }.
account-request-told-due-soon = The account request of { $name } is due soon
account-request-told-overdue = The account request of { $name } has waited for more than 48 hours
account-request-told-department = { $name } asks for an account of your department
account-request-told-may-object = { $name } asks for an account of { $department } as “{ $role }” ({ $number }). Object before it is approved if you have to; otherwise there is nothing to do.
account-request-told-consent = { $name } asks to be “{ $role }”, which takes your consent
account-request-told-consent-what = { $name } of { $department } asks for an account as “{ $role }” ({ $number }). It can't be approved without your consent; refuse it with a reason if you don't consent.
account-request-told-approved = The account request of { $name } was approved
account-request-told-refused = The account request of { $name } was refused
account-request-told-consented = The account request of { $name } has the security administrator's consent
account-request-told-objected = The department objects to the account request of { $name }
account-request-told-overruled = The objection to the account request of { $name } was overruled
account-request-told-expired = The account request of { $name } has expired
account-request-told-about = { $name } of { $department }, “{ $role }”, number { $number }.

account-request-receipt-title = We have your account request ({ $number })
account-request-receipt-body = Dear { $name }, we have your request for an account of { $department } as “{ $role }”, number { $number }. It will be answered by { $due }, by mail to this address. Open the link below to see how it stands. If you didn't ask for it, ignore this mail.
account-request-mail-approved = What you asked for is approved ({ $number })
account-request-mail-approved-body = Dear { $name }, you are “{ $role }” now, with the permissions you asked for; sign in again to use them.
account-request-mail-refused = Your account request was refused ({ $number })
account-request-mail-refused-body = Dear { $name }, your request for an account of { $department } as “{ $role }” was refused. Reason: { $reason }
account-request-mail-expired = Your account request has expired ({ $number })
account-request-mail-expired-body = Dear { $name }, your request for an account of { $department } as “{ $role }” wasn't answered within 30 days and has expired; we are sorry. Ask again if you still need an account.
