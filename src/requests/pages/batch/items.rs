//! `/resources/batch/items` and `/resources/requests/{number}/edit/items`: what is asked for, item by item.

use actix_web::{
    HttpResponse,
    web::{Data, Path, Query},
};
use chrono::Utc;
use diesel::PgConnection;
use serde::Deserialize;

use super::{
    item_form::{ItemForm, ItemPress},
    items_page::ItemsPage,
    paste::{self, SHEET},
};
use crate::{
    catalogue::product::Product,
    db::Db,
    error::{AppError, AppResult},
    policy::Actor,
    requests::{
        cart::{self, Cart, Left, Steps},
        commands,
        filing::{AT_ITEMS, Desk},
        pages::edit::offered,
    },
    text::Text,
    web::{
        Ctx, Form,
        form::{Draft, Errors, Upload},
        kept::{self, Kept},
        page,
    },
};

/// What the form is about: which batch, and which product.
#[derive(Clone, Debug)]
pub struct Of {
    pub number: Option<String>,
    pub product: Product,
}

impl Of {
    #[must_use]
    pub fn steps(&self) -> Steps {
        Steps::of(self.number.as_deref())
    }

    /// Where the form is posted to, and under what it is kept.
    #[must_use]
    pub fn path(&self) -> String {
        self.steps().items_of(self.product)
    }
}

/// What of the cart is to be changed.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    item: Option<i32>,
}

/// GET `/resources/batch/items`: servers are what is asked for most.
///
/// # Errors
/// When the database can't be had.
pub async fn first(ctx: Ctx, db: Data<Db>) -> AppResult<HttpResponse> {
    show(ctx, db, Of { number: None, product: Product::Ecs }, None).await
}

/// GET `/resources/batch/items/{product}` (`item`)
///
/// # Errors
/// 404 for what can't be applied for, or doesn't lie in the cart.
pub async fn blank(ctx: Ctx, db: Data<Db>, product: Path<String>, wanted: Query<Wanted>) -> AppResult<HttpResponse> {
    show(ctx, db, Of { number: None, product: offered(&product)? }, wanted.item).await
}

/// GET `/resources/requests/{number}/edit/items`
///
/// # Errors
/// 404, 403, 409.
pub async fn first_of(ctx: Ctx, db: Data<Db>, number: Path<String>) -> AppResult<HttpResponse> {
    show(ctx, db, Of { number: Some(number.into_inner()), product: Product::Ecs }, None).await
}

/// GET `/resources/requests/{number}/edit/items/{product}` (`item`)
///
/// # Errors
/// 404, 403, 409.
pub async fn blank_of(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    wanted: Query<Wanted>,
) -> AppResult<HttpResponse> {
    let (number, product) = path.into_inner();
    show(ctx, db, Of { number: Some(number), product: offered(&product)? }, wanted.item).await
}

/// A batch without its base information begins there.
async fn show(ctx: Ctx, db: Data<Db>, of: Of, place: Option<i32>) -> AppResult<HttpResponse> {
    let (who, its) = (ctx.actor()?, of.clone());
    let found = db
        .read(move |c| {
            let Some((cart, desk, kept)) = opened(c, &who, &its)? else { return Ok(None) };
            let typed = match place {
                Some(place) => chosen(&cart, its.product, place)?,
                None => ItemForm::offered(its.product, &cart, &desk),
            };
            let draft = Draft::new(typed.clone()).or_kept_as(kept, |it| ItemForm::read(its.product, it));
            let is_another = draft.typed.place != place;
            let draft = if is_another { Draft::new(typed) } else { draft };
            Ok(Some((cart, desk, draft)))
        })
        .await?;
    match found {
        Some((cart, desk, draft)) => page::show(&ctx, &ItemsPage::new(&ctx, of, &cart, &desk, draft)),
        None => Ok(page::see_other(of.steps().base())),
    }
}

fn opened(c: &mut PgConnection, who: &Actor, of: &Of) -> AppResult<Option<(Cart, Desk, Option<Kept>)>> {
    let (request, Left { cart, kept }) = cart::current(c, who, of.number.as_deref(), &of.path())?;
    let Some(cart) = cart else { return Ok(None) };
    let desk = Desk::open(c, who, &cart.form, request.as_ref())?;
    Ok(Some((cart, desk, kept)))
}

fn chosen(cart: &Cart, product: Product, place: i32) -> AppResult<ItemForm> {
    let details = cart.at(place).filter(|details| details.product() == product).ok_or(AppError::NotFound)?;
    Ok(ItemForm { details: details.clone(), place: Some(place), pasted: String::new() })
}

/// POST `/resources/batch/items/{product}`, with any of the form's buttons.
///
/// # Errors
/// 404, 403; 409 where another window was quicker; 422 with every refusal at its field.
pub async fn choose(ctx: Ctx, db: Data<Db>, product: Path<String>, form: Form<()>) -> AppResult<HttpResponse> {
    receive(ctx, db, Of { number: None, product: offered(&product)? }, form).await
}

/// POST `/resources/requests/{number}/edit/items/{product}`, with any of the form's buttons.
///
/// # Errors
/// As [`choose`].
pub async fn choose_of(
    ctx: Ctx,
    db: Data<Db>,
    path: Path<(String, String)>,
    form: Form<()>,
) -> AppResult<HttpResponse> {
    let (number, product) = path.into_inner();
    receive(ctx, db, Of { number: Some(number), product: offered(&product)? }, form).await
}

async fn receive(ctx: Ctx, db: Data<Db>, of: Of, form: Form<()>) -> AppResult<HttpResponse> {
    let mut form = form.read_as(|fields| ItemForm::read(of.product, fields));
    let press = ItemPress::of(&form.fields);
    let sheet = std::mem::take(&mut form.uploads).into_iter().find(|upload| upload.field == SHEET);
    let mut draft = Draft::posted(form);
    take_sheet(&mut draft, sheet);
    let draft = match press {
        ItemPress::Put | ItemPress::Paste | ItemPress::Copy(_) | ItemPress::Remove(_) => {
            let says = said(press, &draft.typed);
            match put(&ctx, &db, of.clone(), press, draft.clone()).await? {
                Err(refused) => refused,
                // What is half typed stays where it is.
                Ok(_) if matches!(press, ItemPress::Copy(_) | ItemPress::Remove(_)) => again(draft, press),
                Ok(path) => return Ok(page::see_other_saying(&path, says)),
            }
        }
        ItemPress::Disks(rows) => {
            draft.typed.rearrange(rows);
            draft
        }
        ItemPress::Price => draft,
        ItemPress::Unknown => {
            draft.errors.add("action", "ticket-press-unknown");
            draft
        }
    };
    let (who, its) = (ctx.actor()?, of.clone());
    match db.read(move |c| opened(c, &who, &its)).await? {
        Some((cart, desk, _)) => {
            let status = draft.status();
            page::with_status(&ctx, &ItemsPage::new(&ctx, of, &cart, &desk, draft), status)
        }
        None => Ok(page::see_other(of.steps().base())),
    }
}

/// A spreadsheet is as good as what is pasted.
fn take_sheet(draft: &mut Draft<ItemForm>, sheet: Option<Upload>) {
    let Some(sheet) = sheet else { return };
    if !draft.typed.pasted.trim().is_empty() {
        draft.errors.add(SHEET, "network-import-both");
    } else if let Some(lines) = draft.errors.take(SHEET, paste::lines_of(&sheet)) {
        draft.typed.pasted = lines;
    }
}

/// Changes the cart, once. Where it goes on; or the form as it comes back.
async fn put(
    ctx: &Ctx,
    db: &Db,
    of: Of,
    press: ItemPress,
    draft: Draft<ItemForm>,
) -> AppResult<Result<String, Draft<ItemForm>>> {
    let sent = draft.send(db, ctx.actor()?, move |tx, who, draft| {
        let Draft { typed, errors, seen, .. } = draft;
        // What is added is added to whatever lies there by now.
        let seen = seen.filter(|_| typed.place.is_some() || matches!(press, ItemPress::Copy(_) | ItemPress::Remove(_)));
        commands::choose(tx, who, of.number.as_deref(), seen, Utc::now(), |cart, desk| {
            work(press, &typed, errors, cart, desk)
        })?;
        if matches!(press, ItemPress::Put | ItemPress::Paste) {
            kept::forget(tx, who.id, &of.path())?;
        }
        Ok(of.path())
    });
    sent.await
}

fn work(press: ItemPress, typed: &ItemForm, errors: Errors, cart: &mut Cart, desk: &Desk) -> Result<(), Errors> {
    let region = cart.form.region.clone();
    let done = match (press, typed.place) {
        (ItemPress::Copy(place), _) => cart.copy(place),
        (ItemPress::Remove(place), _) => cart.remove(place),
        (ItemPress::Paste, _) => cart.add(paste::items(typed, desk, &region, errors)?),
        (_, Some(place)) => cart.replace(place, typed.details(desk, &region, errors)?),
        (_, None) => cart.add(vec![typed.details(desk, &region, errors)?]),
    };
    let mut errors = Errors::default();
    errors.take(AT_ITEMS, done);
    errors.finish(|| Some(()))
}

fn said(press: ItemPress, typed: &ItemForm) -> Text {
    match (press, typed.place) {
        (ItemPress::Paste, _) => "request-batch-pasted".into(),
        (_, Some(place)) => Text::new("request-batch-changed").with("number", place),
        (_, None) => "request-batch-added".into(),
    }
}

/// The form after something else lies in the cart: a form anew, about nothing that is gone.
fn again(draft: Draft<ItemForm>, press: ItemPress) -> Draft<ItemForm> {
    let mut typed = draft.typed;
    typed.place = typed.place.filter(|place| press != ItemPress::Remove(*place));
    Draft::new(typed)
}
