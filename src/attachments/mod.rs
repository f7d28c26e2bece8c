//! Files that come with forms and messages (spec 2, attachments).
