//! Circles in a graph, by Tarjan's algorithm: sets of nodes of which each reaches every other.

use std::collections::{BTreeMap, BTreeSet};

/// Nodes and where their arrows go.
pub type Graph = BTreeMap<String, BTreeSet<String>>;

#[derive(Default)]
struct Walk<'g> {
    number: BTreeMap<&'g str, usize>,
    low: BTreeMap<&'g str, usize>,
    stack: Vec<&'g str>,
    circles: Vec<Vec<String>>,
}

/// Every circle of more than one node.
pub fn circles(graph: &Graph) -> Vec<Vec<String>> {
    let mut walk = Walk::default();
    for node in graph.keys() {
        if !walk.number.contains_key(node.as_str()) {
            visit(graph, node, &mut walk);
        }
    }
    walk.circles
}

fn visit<'g>(graph: &'g Graph, node: &'g str, walk: &mut Walk<'g>) {
    let number = walk.number.len();
    walk.number.insert(node, number);
    let mut low = number;
    walk.stack.push(node);
    for next in graph.get(node).into_iter().flatten() {
        if !walk.number.contains_key(next.as_str()) {
            visit(graph, next, walk);
            low = low.min(walk.low[next.as_str()]);
        } else if walk.stack.contains(&next.as_str()) {
            low = low.min(walk.number[next.as_str()]);
        }
    }
    walk.low.insert(node, low);
    if low == number {
        let from = walk.stack.iter().position(|on| *on == node).unwrap();
        let circle: Vec<String> = walk.stack.split_off(from).into_iter().map(str::to_owned).collect();
        if circle.len() > 1 {
            walk.circles.push(circle);
        }
    }
}
