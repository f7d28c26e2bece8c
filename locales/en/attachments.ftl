# Files that people attach to tickets, messages and projects.

attachment-too-many = At most { $most } files at a time: remove some and try again
attachment-too-many-in-all = There are { $count } files, { $most } at most: remove some and send it again
attachment-too-many-zip = At most { $most } files: put several into one zip and upload that
attachment-too-many-in-all-zip = There are { $count } files, { $most } at most: remove some, or put them into one zip
attachment-too-much-today = { $name } was not uploaded: each person may upload 100 MB a day. Try tomorrow, or compress it
attachment-no-room = { $name } was not uploaded: the server has no room for it. What you typed is still here; try later, or send it without the file
attachment-type-refused = { $name } is of a type that isn't accepted. Accepted: { $types }
attachment-empty = { $name } is empty: check it and upload it again
attachment-content-differs = The content of { $name } doesn't match its extension: export it in its own format and upload it again
