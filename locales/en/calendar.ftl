calendar-day-off = Day off
calendar-day-make-up = Make-up working day
calendar-due = { $time }
calendar-due-provisional = { $time } (provisional)
