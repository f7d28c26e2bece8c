pub mod act;
pub mod export;
pub mod list;
pub mod look_up;
pub mod new;
mod said;
pub mod show;
