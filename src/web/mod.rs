//! What every room's pages need: who asks, forms, lists, exports, languages, and the middleware around them.

pub mod address;
pub mod assets;
pub mod bulk;
pub mod csrf;
pub mod ctx;
pub mod detour;
pub mod error_pages;
pub mod errors;
pub mod export;
pub mod fields;
pub mod filters;
pub mod flash;
pub mod form;
pub mod headers;
pub mod i18n;
pub mod identify;
pub mod import;
pub mod kept;
pub mod list;
pub mod nav;
pub mod own_path;
pub mod page;
pub mod path;
pub mod record;
pub mod saved_filters;
pub mod search;
pub mod session;
pub mod site;
pub mod submission;
pub mod unread;
pub mod visitor;
pub mod waiting;

pub use ctx::Ctx;
pub use form::Form;
pub use site::Site;
