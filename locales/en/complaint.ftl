# What filers have to say about how their tickets were handled.

complaint-title = Complaints
complaint-offer = Not content with the handling? File a complaint
complaint-own-title = My complaints
complaint-own-lead = What you had to say about the handling of tickets. Administrators answer; who handles a ticket doesn't see it
complaint-all-title = Complaints
complaint-all-lead = What filers have to say about the handling of tickets. Tickets that you had a hand in aren't among them
complaint-waiting = { $count } wait for an answer
complaint-none = No complaints. Where you aren't content with the handling of a ticket, its page lets you say so
complaint-none-to-answer = No complaints to answer

complaint-new-title = Complaint about ticket { $number }
complaint-new-lead = It goes straight to administrators. Who handles the ticket doesn't see it, and it doesn't appear on the ticket
complaint-text = What you have to say
complaint-text-hint = Who handled it when and how, and what you would like to happen
complaint-text-missing = Please say something
complaint-send = Send
complaint-filed = Sent to the administrators; you will hear of their answer
complaint-nothing-handled = The ticket isn't submitted yet: there is no handling to complain about

complaint-of = Complaint about ticket { $number }
complaint-privacy = Seen only by who filed the ticket, and by administrators who had no hand in it
complaint-thread = Thread
complaint-side-administrator = Administrator
complaint-reply = Add
complaint-reply-text = What you want to add
complaint-answer = Answer
complaint-answer-text = Your answer
complaint-said = Sent; the other side will hear of it
complaint-close = Close the complaint
complaint-close-sure = Nothing can be added then; you can file a new one
complaint-closed = Complaint closed
complaint-closed-already = The complaint is closed: nothing can be added or answered any more
complaint-ticket = The ticket
complaint-ticket-state = Its state
complaint-ticket-deleted = The ticket was deleted
complaint-department = Department
complaint-filer = Filed by
complaint-progress = How the ticket went

complaint-application = Application
complaint-tab-all = All
complaint-search-hint = Number, department, words
complaint-about = Ticket
complaint-state = State
complaint-from = From
complaint-filed-at = Filed
complaint-changed-at = Last change
complaint-state-open = To answer
complaint-state-answered = Answered
complaint-state-closed = Closed
complaint-state-unknown = There is no such state

complaint-told-filed = A complaint about ticket { $number }
complaint-told-replied = More on the complaint about ticket { $number }
complaint-told-answered = Your complaint about ticket { $number } was answered
complaint-told-closed = The complaint about ticket { $number } was closed by who filed it
complaint-told-about = { $filer } of { $department } on the handling of ticket { $number }
