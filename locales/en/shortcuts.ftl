# Single-key shortcuts, their sheet and their switch.

shortcuts-title = Keyboard shortcuts
shortcuts-everywhere = On every page
shortcuts-in-lists = In lists
shortcuts-on-tickets = On tickets
shortcuts-help = Show this sheet
shortcuts-search = Search
shortcuts-queue = Waiting to be accepted
shortcuts-create = New ticket, or what this page creates
shortcuts-next-row = Next row
shortcuts-previous-row = Previous row
shortcuts-open-row = Open the row (or press Enter)
shortcuts-pick-row = Select the row
shortcuts-accept = Accept the ticket
shortcuts-take-next = Take the next ticket
shortcuts-reply = Reply or write a message
shortcuts-close = Close
shortcuts-change = Change
shortcuts-are-on = Single-key shortcuts are on.
shortcuts-are-off = Single-key shortcuts are off.
shortcuts-switch-on = Switch shortcuts on
shortcuts-switch-off = Switch shortcuts off
shortcuts-switched-on = Shortcuts are on
shortcuts-switched-off = Shortcuts are off; Tab and Enter still reach everything
shortcuts-when-not = Single keys do nothing while you type, or hold Ctrl, Alt or ⌘. If you use speech input or press keys by accident, switch them off; buttons and links stay as they are.
shortcuts-unknown = Choose on or off
