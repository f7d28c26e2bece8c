pub mod act;
pub mod edit;
pub mod export;
pub mod list;
pub mod rights;
pub mod show;
