DROP TABLE announcement_dismissals, announcements;
