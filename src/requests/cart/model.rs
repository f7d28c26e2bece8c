//! What lies in a cart, and what its buttons do to it.

use chrono::{DateTime, Utc};

use crate::{
    requests::{
        details::Details,
        filing::{Asked, Pick, RequestForm, room_for},
    },
    text::Text,
};

/// The form of a batch while it is filled in.
#[derive(Clone, Debug)]
pub struct Cart {
    /// The request that it changes; none for a new one.
    pub request: Option<i64>,
    /// The version of it that the cart's author saw.
    pub seen: Option<i32>,
    /// The last place that an item of it ever had.
    pub places: i32,
    pub form: RequestForm,
    /// From 1; nothing is stored yet in version 0.
    pub version: i32,
    pub changed_at: DateTime<Utc>,
}

impl Cart {
    /// A new one that only has its base information.
    #[must_use]
    pub fn begun(form: RequestForm, now: DateTime<Utc>) -> Self {
        Self { request: None, seen: None, places: 0, form, version: 0, changed_at: now }
    }

    #[must_use]
    pub fn picks(&self) -> &[Pick] {
        self.form.asked.picks()
    }

    #[must_use]
    pub fn at(&self, place: i32) -> Option<&Details> {
        self.picks().iter().find(|pick| pick.place == place).map(|pick| &pick.details)
    }

    /// # Errors
    /// That there is no room for so many more.
    pub fn add(&mut self, items: Vec<Details>) -> Result<(), Text> {
        room_for(self.picks().len() + items.len())?;
        self.change(|picks, next| picks.extend((next..).zip(items).map(|(place, details)| Pick { place, details })));
        Ok(())
    }

    /// One more of what lies there.
    ///
    /// # Errors
    /// That there is no room, or nothing.
    pub fn copy(&mut self, place: i32) -> Result<(), Text> {
        let copied = self.at(place).cloned().ok_or_else(|| gone(place))?;
        self.add(vec![copied])
    }

    /// # Errors
    /// That nothing lies there.
    pub fn replace(&mut self, place: i32, item: Details) -> Result<(), Text> {
        self.at(place).ok_or_else(|| gone(place))?;
        self.change(|picks, _| {
            for pick in picks.iter_mut().filter(|pick| pick.place == place) {
                pick.details = item.clone();
            }
        });
        Ok(())
    }

    /// # Errors
    /// That nothing lies there.
    pub fn remove(&mut self, place: i32) -> Result<(), Text> {
        self.at(place).ok_or_else(|| gone(place))?;
        self.change(|picks, _| picks.retain(|pick| pick.place != place));
        Ok(())
    }

    /// With the next free place. What was never submitted is numbered without gaps; what was keeps its places, so that
    /// approvers see item by item what changed.
    fn change(&mut self, work: impl FnOnce(&mut Vec<Pick>, i32)) {
        let mut picks = self.picks().to_vec();
        let last = picks.iter().map(|pick| pick.place).max().unwrap_or_default();
        work(&mut picks, last.max(self.places) + 1);
        if self.places == 0 {
            picks.iter_mut().zip(1..).for_each(|(pick, place)| pick.place = place);
        }
        self.form.asked = Asked::Several(picks);
    }
}

fn gone(place: i32) -> Text {
    Text::new("request-item-gone").with("number", place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{form::Parameters, product::Product},
        requests::{filing::ITEMS, kind::Kind},
    };

    fn disk(size: &str) -> Details {
        Details::Other(Parameters::blank(Product::Ebs).with("size", size))
    }

    fn cart(places: i32) -> Cart {
        let mut cart = Cart::begun(RequestForm::blank(Kind::Batch), Utc::now());
        cart.add(["1", "2", "3"].map(disk).into()).unwrap();
        Cart { places, ..cart }
    }

    fn told(cart: &Cart) -> Vec<(i32, String)> {
        cart.picks().iter().map(|pick| (pick.place, pick.details.specification().trim().to_owned())).collect()
    }

    fn expected(places: [(i32, &str); 3]) -> Vec<(i32, String)> {
        places.map(|(place, size)| (place, format!("{size} GiB"))).into()
    }

    #[test]
    fn what_was_never_submitted_is_numbered_without_gaps() {
        let mut cart = cart(0);
        cart.remove(2).unwrap();
        cart.copy(1).unwrap();
        cart.replace(2, disk("30")).unwrap();
        assert_eq!(told(&cart), expected([(1, "1"), (2, "30"), (3, "1")]));
    }

    #[test]
    fn what_was_submitted_keeps_its_place_and_none_is_given_again() {
        let mut cart = cart(3);
        cart.remove(3).unwrap();
        cart.remove(1).unwrap();
        cart.add(["4", "5"].map(disk).into()).unwrap();
        assert_eq!(told(&cart), expected([(2, "2"), (4, "4"), (5, "5")]));
    }

    #[test]
    fn nothing_is_done_to_what_is_gone_and_there_is_an_end() {
        let mut cart = cart(0);
        for refused in [cart.remove(4), cart.copy(4), cart.replace(4, disk("1"))] {
            assert_eq!(refused.unwrap_err().key, "request-item-gone");
        }
        let many = vec![disk("9"); ITEMS - 3];
        cart.add(many).unwrap();
        assert_eq!(cart.copy(1).unwrap_err().key, "request-batch-too-many");
        assert_eq!(cart.picks().len(), ITEMS);
    }
}
