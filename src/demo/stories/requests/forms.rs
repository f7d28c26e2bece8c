//! The forms that the stories' people fill in.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::{About, Step, Story};
use crate::{
    attachments::{self, Files, Limits},
    catalogue::{
        form::{DiskRow, Offer, Parameters},
        model::Catalogue,
        product::Product,
        queries::catalogue_of,
    },
    error::{AppError, AppResult},
    policy::Actor,
    requests::{Asked, Details, EcsDetails, Kind, Pick, RequestForm, Subject, UserRow, queries},
    schema::{projects, resources},
    web::form::Upload,
};

const PAPER: (&str, &[u8]) = ("资源申请单（盖章）.pdf", include_bytes!("../../papers/approval.pdf"));

pub(super) fn form(
    tx: &mut PgConnection,
    files: &Files,
    story: &Story,
    who: &Actor,
    step: Step,
    now: DateTime<Utc>,
) -> AppResult<RequestForm> {
    let project: i64 = projects::table.filter(projects::name.eq(story.project)).select(projects::id).first(tx)?;
    let catalogue = catalogue_of(tx, who, who.department.id)?;
    let offer = Offer::of(&catalogue);
    let user = |(name, phone, email): (&str, &str, &str)| UserRow {
        name: name.to_owned(),
        phone: phone.to_owned(),
        email: email.to_owned(),
    };
    Ok(RequestForm {
        region: offer.region.clone(),
        project: project.to_string(),
        user_ids: vec![who.id.to_string()],
        users: story.user.map(user).into_iter().collect(),
        asked: asked(story, step, &catalogue, offer),
        remarks: story.remarks.to_owned(),
        uploaded: papers(tx, files, who, now)?,
        ..RequestForm::blank(Kind::Batch)
    })
}

/// What was delivered under that name is to become what the story says, or is given back.
pub(super) fn about(
    tx: &mut PgConnection,
    files: &Files,
    story: &Story,
    about: About,
    who: &Actor,
    now: DateTime<Utc>,
) -> AppResult<RequestForm> {
    let (About::Change(name) | About::Return(name)) = about;
    let id: i64 = resources::table.filter(resources::name.eq(name)).select(resources::id).first(tx)?;
    let resource = queries::find_resource(tx, who, id)?;
    let now_it_is = queries::standing(tx, who, &resource, "")?.details;
    let subject = match about {
        About::Change(_) => Subject::Change(id),
        About::Return(_) => Subject::Return(id),
    };
    let form = RequestForm::about(who, subject, &resource, now_it_is.clone());
    let asked = match (form.subject, now_it_is, story.other) {
        (Subject::Return(_), as_it_is, _) => as_it_is,
        (_, Details::Other(it), Some((_, typed))) => {
            Details::Other(typed.iter().fold(it, |it, (name, value)| it.with(name, value)))
        }
        (_, Details::Server(it), _) => {
            Details::Server(Box::new(EcsDetails { instance_type: story.instance_type.to_owned(), ..*it }))
        }
        (_, as_it_is, None) => as_it_is,
    };
    let (remarks, uploaded) = (story.remarks.to_owned(), papers(tx, files, who, now)?);
    Ok(RequestForm { asked: Asked::One(asked), remarks, uploaded, ..form })
}

/// Of a batch, what is changed is its first item.
fn asked(story: &Story, step: Step, catalogue: &Catalogue, offer: Offer) -> Asked {
    let first = item(story, step, catalogue, offer.clone());
    if story.more.is_empty() {
        return Asked::One(first);
    }
    let other = |(product, typed): &(Product, &[(&str, &str)])| of_parameters(*product, typed, catalogue, &offer);
    let items = std::iter::once(first).chain(story.more.iter().map(other));
    Asked::Several(items.zip(1..).map(|(details, place)| Pick { place, details }).collect())
}

fn of_parameters(product: Product, typed: &[(&str, &str)], catalogue: &Catalogue, offer: &Offer) -> Details {
    let offered = Parameters::offered(product, catalogue, offer);
    Details::Other(typed.iter().fold(offered, |item, (name, value)| item.with(name, value)))
}

fn item(story: &Story, step: Step, catalogue: &Catalogue, offer: Offer) -> Details {
    if let Some((product, typed)) = story.other {
        return of_parameters(product, typed, catalogue, &offer);
    }
    let (instance_type, quantity) = match step {
        Step::Change(instance_type, quantity) => (instance_type, quantity),
        _ => (story.instance_type, story.quantity),
    };
    let disk = |(category, size, count): &(&str, &str, &str)| DiskRow {
        disk_category: (*category).to_owned(),
        disk_size: (*size).to_owned(),
        disk_count: (*count).to_owned(),
    };
    Details::Server(Box::new(EcsDetails {
        instance_name: story.name.to_owned(),
        instance_type: instance_type.to_owned(),
        image: "kylin-v10".to_owned(),
        disks: story.disks.iter().map(disk).collect(),
        eip_bandwidth: story.eip.to_owned(),
        quantity: quantity.to_owned(),
        ..EcsDetails::offered(offer)
    }))
}

fn papers(tx: &mut PgConnection, files: &Files, who: &Actor, now: DateTime<Utc>) -> AppResult<Vec<uuid::Uuid>> {
    let (name, content) = PAPER;
    let upload = Upload {
        field: "attachments".to_owned(),
        file_name: name.to_owned(),
        content: content.to_vec(),
        is_too_big: false,
    };
    let (taken, refused) = attachments::commands::take(tx, files, who, vec![upload], 0, &Limits::REQUEST, now)?;
    refused.finish(|| Some(taken.into_iter().map(|file| file.id).collect())).map_err(AppError::Invalid)
}
