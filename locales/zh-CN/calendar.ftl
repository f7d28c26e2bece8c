calendar-day-off = 休息日
calendar-day-make-up = 调休上班
calendar-due = { $time }
calendar-due-provisional = { $time }（暂定）
