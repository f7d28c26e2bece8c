//! What choosing items is drawn from.

use askama::Template;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    chosen::Chosen,
    item_form::ItemForm,
    items::Of,
    paste::SHEET,
    steps::{Step, links},
};
use crate::{
    catalogue::product::Product,
    requests::{
        cart::Cart,
        details::columns,
        filing::{Asked, Desk},
        pages::{
            form_page::price,
            item_fields::{ItemFields, ServerFields},
        },
    },
    text::Text,
    web::{
        Ctx, filters,
        form::{Changes, Draft, Errors, Field, UploadedFile},
        list::TabLink,
    },
};

#[derive(Template)]
#[template(path = "requests/batch/items.html")]
pub struct ItemsPage {
    ctx: Ctx,
    errors: Errors,
    /// Of the request that is changed.
    number: Option<String>,
    steps: Vec<TabLink>,
    products: Vec<TabLink>,
    /// Of what lies in the cart and is changed.
    place: Option<i32>,
    item: ItemFields,
    /// What the item costs a month as it is typed, or why that can't be told.
    price: Text,
    pasted: Field,
    sheet: Field,
    /// A spreadsheet is never kept.
    uploaded: Vec<UploadedFile>,
    /// The headings of what can be pasted.
    columns: String,
    chosen: Chosen,
    post_to: String,
    base: String,
    confirm: String,
    kept: Option<DateTime<Utc>>,
    changes: Option<Changes>,
    submission: Uuid,
    version: i32,
}

impl ItemsPage {
    #[must_use]
    pub fn new(ctx: &Ctx, of: Of, cart: &Cart, desk: &Desk, draft: Draft<ItemForm>) -> Self {
        let Draft { typed, errors, overtaken, kept, submission, .. } = draft;
        let (lang, steps) = (ctx.language(), of.steps());
        let columns = columns(of.product).into_iter().map(|column| lang.t(column.label));
        let tab = |product: Product| TabLink {
            href: steps.items_of(product),
            label: product.label(),
            count: None,
            current: product == of.product,
            hot: false,
        };
        Self {
            item: ItemFields::new(&typed.details, &cart.form.region, desk, lang, &errors),
            price: price(&Asked::One(typed.details.clone()), &desk.prices),
            pasted: Field::new("pasted", "request-paste", typed.pasted.as_str())
                .hinted("request-paste-hint")
                .checked(&errors),
            sheet: Field::new(SHEET, "request-sheet", "").hinted("request-paste-sheet-hint").checked(&errors),
            uploaded: Vec::new(),
            columns: columns.collect::<Vec<_>>().join(&lang.t("request-paste-columns-and")),
            chosen: Chosen::of(cart, desk, &steps, lang, &errors),
            steps: links(&steps, Step::Items, cart.picks().len()),
            products: Product::ALL.map(tab).into(),
            place: typed.place,
            post_to: of.path(),
            base: steps.base().to_owned(),
            confirm: steps.confirm(),
            changes: overtaken.map(|says| Changes::new(says, Vec::new())),
            kept,
            submission,
            version: cart.version,
            number: of.number,
            errors,
            ctx: ctx.clone(),
        }
    }

    /// Whether something stands where rows are pasted: what was refused, or a file that isn't understood.
    fn pastes(&self) -> bool {
        !self.pasted.value().is_empty() || self.pasted.is_invalid() || self.sheet.is_invalid()
    }
}
