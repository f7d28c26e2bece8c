# The calendar as administrators keep it

calendar-heading = Working calendar
calendar-of-year = Working calendar { $year }
calendar-year = Year
calendar-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
calendar-monday = Mo
calendar-tuesday = Tu
calendar-wednesday = We
calendar-thursday = Th
calendar-friday = Fr
calendar-saturday = Sa
calendar-sunday = Su
calendar-published = Announced
calendar-provisional = Provisional
calendar-provisional-note = The State Council hasn't announced this year's arrangement: weekends and statutory days count, and due times are shown as provisional.
calendar-working-days = { $count } working days in the year
calendar-day-hint = Choose a date to change that day
calendar-day-plain = As the week says (Monday to Friday worked, weekends off)
calendar-day-named = { $kind } · { $name }
calendar-day-title = { $date }
calendar-cell-plain = { $date } working day
calendar-cell-weekend = { $date } weekend
calendar-cell-named = { $date } { $kind } { $name }
calendar-cell-provisional = { $date } { $kind } { $name } (provisional)
calendar-special-days = Days off and make-up days
calendar-special-days-none = Nothing is arranged for this year yet
calendar-date = Date
calendar-kind = Arrangement
calendar-name = Name
calendar-name-hint = Such as Spring Festival; empty for the usual word
calendar-arrange = Enter a year's arrangement
calendar-arrange-lead = As the State Council announces it; what it does to open due times is shown before anything is saved.
calendar-lines = Arrangement
calendar-lines-hint = A day or a run of days a line: date, off or work, name; can be pasted from Excel
calendar-file = File
calendar-file-hint = Excel or CSV with date, kind and name; takes the place of what is typed above
calendar-announced = The State Council has announced this year's arrangement
calendar-announced-hint = Due times in this year are then no longer shown as provisional
calendar-how = How to write it
calendar-how-lines = A run of days is joined by … or ~; the year may be left out; what stands in brackets is ignored.
calendar-how-example =
    2027-01-01…2027-01-03 off New Year
    02-05…02-08 off Spring Festival
    2027-02-14 work
calendar-how-whole = What is saved takes the place of all that was arranged for the year.
calendar-nothing-yet = Nothing is changed by this step
calendar-see-effect = See the effect
calendar-effect = Effect of the change
calendar-effect-of = Effect of changing the calendar { $year }
calendar-effect-none = No open ticket or request is affected
calendar-effect-some = { $count } open due times change with it
calendar-effect-announced = The year becomes announced: due times in it are no longer shown as provisional
calendar-moves-tickets = Due times of tickets
calendar-moves-completing = When resolved tickets complete by themselves
calendar-moves-requests = Due times of resource requests
calendar-due-before = Was due
calendar-due-after = Becomes
calendar-due-count = Count
calendar-more-dates = { $count } more pairs of dates aren't listed and change as well
calendar-differing = Days that change
calendar-differing-none = No day changes
calendar-was = Was
calendar-will = Becomes
calendar-confirm = Change it
calendar-confirm-hint = The calendar and the due times change at once
calendar-back = Back
calendar-saved = The calendar was changed, and the due times with it
calendar-nothing-changed = The calendar is the same; there is nothing to save
calendar-year-wrong = The year must be between { $first } and { $last }
calendar-lines-missing = Enter the arrangement, a day or a run of days a line
calendar-lines-too-many = { $count } lines; at most { $most }
calendar-line-wrong = Line { $line }: { $why }
calendar-date-wrong = no date; write 2027-02-05 or 2027-02-05…2027-02-08
calendar-day-twice = { $date } stands there twice; leave one out
calendar-kind-missing = Say off or work
calendar-kind-unknown = “{ $word }” is neither off nor work
calendar-run-too-long = a run has at most { $most } days; write several lines
calendar-other-year = { $date } isn't in { $year }
calendar-make-up-on-weekday = { $date } is a working day anyway
calendar-name-too-long = A name has at most { $most } characters
calendar-line-changed = Changed the calendar; due times of { $tickets } tickets and { $requests } requests followed
calendar-line-moved = The working calendar changed; due { $after } instead of { $before }

audit-resource-calendar = Working calendar
audit-action-update-calendar = Change the working calendar
audit-action-reschedule-case = A ticket's due time follows the calendar
audit-action-reschedule-request = A request's due time follows the calendar
audit-field-moved = Due times moved
