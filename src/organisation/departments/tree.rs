//! The tree as it is drawn: from the top, each department followed by what is below it.

use std::collections::{BTreeMap, HashSet};

use super::{filter::Filter, queries::Node};

/// One step of walking through it.
#[derive(Clone, Debug)]
pub enum Step {
    /// A department; what is below it follows until it is left.
    Enter(Box<Branch>),
    /// Whether something was below it.
    Leave(bool),
}

#[derive(Clone, Debug)]
pub struct Branch {
    pub node: Node,
    /// Whether it is what was asked for, rather than on the way there.
    pub is_found: bool,
    /// What of the departments below it is shown.
    pub below: usize,
    pub is_open: bool,
}

/// What was asked for with all that is above it, and how many were asked for.
#[must_use]
pub fn walk(nodes: Vec<Node>, filter: &Filter) -> (Vec<Step>, usize) {
    let parents: BTreeMap<i64, Option<i64>> =
        nodes.iter().map(|node| (node.department.id, node.department.parent_id)).collect();
    let found: HashSet<i64> =
        nodes.iter().map(|node| &node.department).filter(|it| filter.shows(it)).map(|it| it.id).collect();
    let mut shown = HashSet::new();
    for id in &found {
        let mut next = Some(*id);
        while let Some(id) = next.filter(|id| shown.insert(*id)) {
            next = parents.get(&id).copied().flatten();
        }
    }
    let mut below: BTreeMap<Option<i64>, Vec<Node>> = BTreeMap::new();
    for node in nodes.into_iter().filter(|node| shown.contains(&node.department.id)) {
        below.entry(node.department.parent_id).or_default().push(node);
    }
    let mut steps = Vec::new();
    let narrows = filter.narrows();
    enter(
        None,
        &mut below,
        &mut |node, count| Branch {
            is_found: narrows && found.contains(&node.department.id),
            below: count,
            // All of what was searched for lies open; else the first level.
            is_open: narrows || node.department.parent_id.is_none(),
            node,
        },
        &mut steps,
    );
    (steps, found.len())
}

fn enter(
    above: Option<i64>,
    below: &mut BTreeMap<Option<i64>, Vec<Node>>,
    branch: &mut impl FnMut(Node, usize) -> Branch,
    steps: &mut Vec<Step>,
) {
    for node in below.remove(&above).unwrap_or_default() {
        let id = Some(node.department.id);
        let count = below.get(&id).map_or(0, Vec::len);
        steps.push(Step::Enter(Box::new(branch(node, count))));
        enter(id, below, branch, steps);
        steps.push(Step::Leave(count > 0));
    }
}

/// Those asked for alone, in the same order.
#[must_use]
pub fn found(nodes: Vec<Node>, filter: &Filter) -> Vec<Node> {
    let entered = walk(nodes, filter).0.into_iter().filter_map(|step| match step {
        Step::Enter(branch) => Some(branch.node),
        Step::Leave(_) => None,
    });
    entered.filter(|node| filter.shows(&node.department)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organisation::departments::model::Department;

    fn node(id: i64, parent: Option<i64>) -> Node {
        Node { department: Department { parent_id: parent, ..Department::sample(id, None) }, users: 0, units: 0 }
    }

    fn drawn(filter: &Filter) -> String {
        let nodes = vec![node(1, None), node(2, Some(1)), node(3, Some(2)), node(4, Some(1)), node(5, None)];
        let (steps, _) = walk(nodes, filter);
        steps
            .iter()
            .map(|step| match step {
                Step::Enter(branch) if branch.is_found => format!("({}*", branch.node.department.id),
                Step::Enter(branch) => format!("({}", branch.node.department.id),
                Step::Leave(_) => ")".to_owned(),
            })
            .collect()
    }

    #[test]
    fn each_stands_below_its_own_and_what_is_found_brings_what_is_above_it() {
        assert_eq!(drawn(&Filter::default()), "(1(2(3))(4))(5)");
        assert_eq!(drawn(&Filter { q: "部门3".to_owned(), ..Filter::default() }), "(1(2(3*)))");
        assert_eq!(drawn(&Filter { q: "d4".to_owned(), ..Filter::default() }), "(1(4*))");
        assert_eq!(drawn(&Filter { q: "nobody".to_owned(), ..Filter::default() }), "");
    }
}
