//! The price list 价目表 (spec 5, "Metering"): what a unit of each component costs a month, from a day on.
//!
//! Words: a *component* is what has a price (`catalogue::component`); a price *begins* on a day of Shanghai and goes on
//! until the next one begins. One that hasn't begun is *scheduled*, and can be *withdrawn*; what was in force is never
//! changed, only succeeded.

pub mod commands;
mod filter;
mod form;
pub mod model;
mod pages;
pub mod queries;
mod sheet;
mod workflow;

pub use form::Wanted;

use crate::{
    policy::Action,
    web::{Site, import},
};

pub fn routes(site: &mut Site) {
    site.get("/bills/prices", Action::ManagePrices, pages::list::list)
        .get("/bills/prices.xlsx", Action::ManagePrices, pages::export::file)
        .get("/bills/prices.csv", Action::ManagePrices, pages::export::file);
    import::routes(site, &sheet::DESK);
    site.get("/bills/prices/{component}", Action::ManagePrices, pages::show::show)
        .get("/bills/prices/{component}/new", Action::ManagePrices, pages::edit::blank)
        .post("/bills/prices/{component}/new", Action::ManagePrices, pages::edit::create)
        .post("/bills/prices/{component}/withdraw", Action::ManagePrices, pages::show::withdraw);
}
