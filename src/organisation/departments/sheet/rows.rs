//! What each row would do: decided from the stock and the sheet alone, by the rules of the single form.

use std::collections::HashMap;

use diesel::PgConnection;

use super::COLUMNS;
use crate::{
    error::AppResult,
    organisation::departments::{
        form::{DepartmentForm, Wanted, parse_code},
        model::Department,
        queries, workflow,
    },
    policy::Sector,
    text::Text,
    web::{
        form::{Errors, one_line},
        i18n::Lang,
        import::{Column, Row},
    },
};

/// A refusal with the column it stands at.
pub type Wrong = (&'static str, Text);

/// What a row would do.
#[derive(Clone, Debug)]
pub enum Step {
    Wrong(Vec<Wrong>),
    New(New),
    Rename(Box<Department>, Wanted),
    Same,
}

/// A department that there isn't yet.
#[derive(Clone, Debug)]
pub struct New {
    pub name: String,
    pub code: String,
    pub above: Above,
    /// Its own, or that of what it is below.
    pub sector: Option<Sector>,
}

/// What a new one is put below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Above {
    Known(i64),
    /// The code of another row.
    Row(String),
}

/// What rows are judged by: all departments, by their codes and names.
pub struct Stock {
    pub known: Vec<Department>,
    by_code: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl Stock {
    /// # Errors
    /// When the database can't be had.
    pub fn of(c: &mut PgConnection) -> AppResult<Self> {
        let known = queries::all(c)?;
        let by = |of: fn(&Department) -> &String| {
            known.iter().enumerate().map(|(nth, it)| (of(it).to_lowercase(), nth)).collect::<HashMap<_, _>>()
        };
        Ok(Self { by_code: by(|it| &it.code), by_name: by(|it| &it.name), known })
    }

    fn coded(&self, code: &str) -> Option<&Department> {
        self.by_code.get(&code.to_lowercase()).map(|nth| &self.known[*nth])
    }

    fn called(&self, name: &str) -> Option<&Department> {
        self.by_name
            .get(&name.to_lowercase())
            .or_else(|| self.by_code.get(&name.to_lowercase()))
            .map(|nth| &self.known[*nth])
    }
}

/// What the sheet itself says, by code and by name, so that rows find the rows they are below.
struct Said<'a> {
    rows: HashMap<String, &'a Row>,
    codes: HashMap<String, String>,
}

impl<'a> Said<'a> {
    fn of(rows: &'a [Row]) -> Self {
        let mut said = Self { rows: HashMap::new(), codes: HashMap::new() };
        for row in rows {
            let Ok(code) = parse_code(row.said("code")) else { continue };
            let code = code.to_lowercase();
            said.codes.entry(one_line(row.said("name")).to_lowercase()).or_insert_with(|| code.clone());
            said.rows.entry(code).or_insert(row);
        }
        said
    }

    /// The code of the row that is called so.
    fn code_of(&self, called: &str) -> Option<String> {
        let called = called.to_lowercase();
        if self.rows.contains_key(&called) { Some(called) } else { self.codes.get(&called).cloned() }
    }

    fn parent_of(&self, code: &str) -> Option<String> {
        self.rows.get(code).and_then(|row| self.code_of(&one_line(row.said("parent"))))
    }

    /// Whether what stands above it in the sheet comes back to it.
    fn runs_in_a_circle(&self, code: &str) -> bool {
        let mut at = self.parent_of(code);
        for _ in 0..self.rows.len() {
            match at {
                Some(above) if above == code => return true,
                Some(above) => at = self.parent_of(&above),
                None => return false,
            }
        }
        at.is_some()
    }
}

/// What the rows would do, in their order.
pub fn steps(rows: &[Row], stock: &Stock) -> Vec<Step> {
    let (said, mut codes, mut names) = (Said::of(rows), HashMap::new(), HashMap::new());
    let mut steps: Vec<Step> = rows
        .iter()
        .map(|row| {
            let code_twice = codes.insert(one_line(row.said("code")).to_lowercase(), row.line);
            let name_twice = names.insert(one_line(row.said("name")).to_lowercase(), row.line);
            step(row, stock, &said, code_twice, name_twice).unwrap_or_else(Step::Wrong)
        })
        .collect();
    give_sectors(rows, &mut steps, stock);
    steps
}

fn step(
    row: &Row,
    stock: &Stock,
    said: &Said<'_>,
    code_twice: Option<usize>,
    name_twice: Option<usize>,
) -> Result<Step, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut twice = |field, line: Option<usize>, typed: &str| {
        if let Some(line) = line.filter(|_| !typed.trim().is_empty()) {
            wrong.push((field, Text::new("organisation-import-twice").with("line", line)));
        }
    };
    twice("name", name_twice, row.said("name"));
    twice("code", code_twice, row.said("code"));
    let sector = sector(row.said("sector"));
    let known = stock.coded(&one_line(row.said("code")));
    // A column that the sheet doesn't have stays as it is.
    let name = row.get("name").unwrap_or_else(|| known.map_or("", |it| &it.name));
    let form = DepartmentForm { name: name.to_owned(), code: row.said("code").to_owned(), ..DepartmentForm::default() };
    let wanted = form.parse(Errors::default()).map_err(|errors| first_of_each(&errors));
    let (wanted, sector) = match (wanted, sector) {
        (Ok(wanted), Ok(sector)) if wrong.is_empty() => (wanted, sector),
        (wanted, sector) => {
            wrong.extend(wanted.err().into_iter().flatten());
            wrong.extend(sector.err().map(|why| ("sector", why)));
            return Err(wrong);
        }
    };
    if stock.called(&wanted.name).is_some_and(|it| it.name == wanted.name && Some(it.id) != known.map(|known| known.id))
    {
        return Err(vec![("name", "organisation-name-taken".into())]);
    }
    match known {
        Some(known) => renamed(row, known, wanted, sector),
        None => Ok(Step::New(new(row, stock, said, wanted, sector)?)),
    }
}

fn renamed(row: &Row, known: &Department, wanted: Wanted, sector: Option<Sector>) -> Result<Step, Vec<Wrong>> {
    let parent = one_line(row.said("parent"));
    let is_its_own = known.parent.as_ref().is_some_and(|name| *name == parent) || parent.is_empty();
    if !is_its_own {
        return Err(vec![("parent", Text::new("organisation-import-stays").with("name", known.name.as_str()))]);
    }
    if sector.is_some() && sector != known.sector() {
        return Err(vec![("sector", Text::new("organisation-import-stays").with("name", known.name.as_str()))]);
    }
    let wanted = Wanted { sector: known.sector(), code: known.code.clone(), ..wanted };
    Ok(if wanted.name == known.name { Step::Same } else { Step::Rename(Box::new(known.clone()), wanted) })
}

fn new(row: &Row, stock: &Stock, said: &Said<'_>, wanted: Wanted, sector: Option<Sector>) -> Result<New, Vec<Wrong>> {
    let parent = one_line(row.said("parent"));
    let Wanted { name, code, .. } = wanted;
    if parent.is_empty() {
        return Err(vec![("parent", "organisation-parent-missing".into())]);
    }
    if let Some(above) = stock.called(&parent) {
        workflow::takes_units(above).map_err(|why| vec![("parent", why)])?;
        let sector = workflow::sector_below(above, sector).map_err(|why| vec![("sector", why)])?;
        return Ok(New { name, code, above: Above::Known(above.id), sector });
    }
    let Some(above) = said.code_of(&parent) else {
        return Err(vec![("parent", Text::new("organisation-import-parent-unknown").with("name", parent))]);
    };
    if said.runs_in_a_circle(&code.to_lowercase()) {
        return Err(vec![("parent", "organisation-import-circle".into())]);
    }
    Ok(New { name, code, above: Above::Row(above), sector })
}

/// From the top of the sheet downwards; what is below a row that is wrong is wrong with it.
fn give_sectors(rows: &[Row], steps: &mut [Step], stock: &Stock) {
    let at: HashMap<String, usize> =
        rows.iter().enumerate().map(|(nth, row)| (one_line(row.said("code")).to_lowercase(), nth)).collect();
    let mut settled: Vec<bool> =
        steps.iter().map(|step| !matches!(step, Step::New(New { above: Above::Row(_), .. }))).collect();
    while let Some(nth) = next_settled(steps, &settled, &at) {
        let Step::New(New { above: Above::Row(code), sector, .. }) = &steps[nth] else { break };
        let outcome = match at.get(code).map(|above| &steps[*above]) {
            Some(Step::New(above)) => below(above.sector, *sector),
            Some(Step::Wrong(_)) | None => {
                Err(("parent", Text::new("organisation-import-parent-wrong").with("name", code.as_str())))
            }
            Some(Step::Rename(..) | Step::Same) => match stock.coded(code) {
                Some(known) => workflow::sector_below(known, *sector).map_err(|why| ("sector", why)),
                None => Err(("parent", Text::new("organisation-import-parent-unknown").with("name", code.as_str()))),
            },
        };
        match (outcome, &mut steps[nth]) {
            (Ok(given), Step::New(new)) => new.sector = given,
            (Err(wrong), step) => *step = Step::Wrong(vec![wrong]),
            (Ok(_), _) => {}
        }
        settled[nth] = true;
    }
}

fn below(above: Option<Sector>, chosen: Option<Sector>) -> Result<Option<Sector>, Wrong> {
    match chosen {
        Some(other) if above != Some(other) => Err(("sector", "organisation-sector-is-its-parents".into())),
        _ => Ok(above),
    }
}

/// A row that isn't settled, below one that is.
fn next_settled(steps: &[Step], settled: &[bool], at: &HashMap<String, usize>) -> Option<usize> {
    steps.iter().enumerate().find_map(|(nth, step)| {
        let Step::New(New { above: Above::Row(code), .. }) = step else { return None };
        let is_ready = at.get(code).is_none_or(|above| settled[*above]);
        (!settled[nth] && is_ready).then_some(nth)
    })
}

fn first_of_each(errors: &Errors) -> Vec<Wrong> {
    let first = |column: &Column| errors.at(column.field).into_iter().next().map(|why| (column.field, why));
    COLUMNS.iter().filter_map(first).collect()
}

/// By its code or its word in either language.
fn sector(said: &str) -> Result<Option<Sector>, Text> {
    let said = one_line(said);
    if said.is_empty() {
        return Ok(None);
    }
    let is_called = |sector: &Sector| {
        said.eq_ignore_ascii_case(sector.code())
            || Lang::ALL.iter().any(|lang| lang.say(&sector.label()).to_lowercase() == said.to_lowercase())
    };
    let found = Sector::ALL.into_iter().find(is_called);
    found.map(Some).ok_or_else(|| Text::new("organisation-import-sector-unknown").with("name", said))
}
