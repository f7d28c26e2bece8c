//! What administrators announce, as every page shows it: those that run for its reader come with the session's query.

use serde::Deserialize;

/// An announcement in its reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Announced {
    pub id: i64,
    pub title: String,
    pub text: String,
    level: String,
    /// Its reader doesn't want to see it on every page any more.
    pub dismissed: bool,
}

impl Announced {
    /// The colour of its banner.
    #[must_use]
    pub fn family(&self) -> &'static str {
        match self.level.as_str() {
            "urgent" => "bad",
            "warning" => "warn",
            _ => "",
        }
    }
}

/// Those that run for the reader `u` of the department `d`, the most urgent first; few at a time.
pub const RUNNING: &str = "(SELECT json_agg(json_build_object(
         'id', a.id, 'level', a.level, 'dismissed', a.dismissed,
         'title', CASE u.language WHEN 'en' THEN a.title_en ELSE a.title_zh END,
         'text', CASE u.language WHEN 'en' THEN a.text_en ELSE a.text_zh END)
         ORDER BY array_position(ARRAY['urgent', 'warning', 'info'], a.level), a.begins_at DESC, a.id DESC)
     FROM (SELECT n.*, EXISTS (SELECT FROM announcement_dismissals x
                               WHERE x.announcement_id = n.id AND x.user_id = u.id) AS dismissed
           FROM announcements n
           WHERE n.ends_at > now() AND n.begins_at <= now()
             AND CASE n.audience
                 WHEN 'everyone' THEN true
                 WHEN 'operators' THEN EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role IN
                     ('ops_engineer', 'ops_manager', 'platform_admin', 'security_admin', 'auditor'))
                 WHEN 'roles' THEN EXISTS (SELECT FROM user_roles r WHERE r.user_id = u.id AND r.role = ANY (n.roles))
                 ELSE d.sector = n.audience END
           ORDER BY array_position(ARRAY['urgent', 'warning', 'info'], n.level), n.begins_at DESC LIMIT 5) a)";
