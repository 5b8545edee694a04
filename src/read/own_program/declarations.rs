//! The lines above the steps: the given tables, and the sizes that these do not have.

use std::fmt;

use super::Writer;
use crate::base::letter::{Letter, PAIR, is_in_pair};
use crate::program::axis::{Axis, letter_list};
use crate::program::op::Op;

/// The size of an axis that no given table has.
enum AxisSize {
    Number(usize),
    /// As large as another axis.
    Same(Letter),
    /// What is left of one axis where another one splits it.
    Share(Letter, Letter),
}

impl fmt::Display for AxisSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Same(whole) => write!(f, "|{whole}|"),
            Self::Share(whole, parts) => write!(f, "|{whole}| / |{parts}|"),
        }
    }
}

impl Writer<'_> {
    /// The given tables; a letter that shares the size of another one is said so.
    pub(super) fn inputs(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut tables: Vec<String> = Vec::new();
        let mut aliases: Vec<Letter> = Vec::new();
        for (id, node) in
            self.graph.steps().filter(|(_, node)| node.op == Op::Input && !node.backward)
        {
            for axis in node.axes.iter().filter(|axis| axis.letter != axis.symbol) {
                if !aliases.contains(&axis.letter) {
                    aliases.push(axis.letter);
                    lines.extend((!tables.is_empty()).then(|| format!("in {}", tables.join(", "))));
                    tables.clear();
                    lines.push(format!("axis {} = |{}|", axis.letter, axis.symbol));
                }
            }
            tables.push(self.reading(id, &letter_list(&node.axes)));
        }
        lines.extend((!tables.is_empty()).then(|| format!("in {}", tables.join(", "))));
        lines
    }

    /// The sizes that no given table has: what heads split, what is left for each, and the places of
    /// tables that the program makes.
    pub(super) fn axes(&self) -> Vec<String> {
        let given: Vec<Letter> = self.given().map(|axis| axis.symbol).collect();
        let mut known: Vec<Letter> = self.given().map(|axis| axis.letter).collect();
        known.extend(&given);
        let mut sizes: Vec<(Letter, AxisSize)> = Vec::new();
        for node in self.graph.nodes.iter().filter(|node| !node.backward) {
            let Op::Split { letter } = node.op else { continue };
            let from = &self.graph.node(node.inputs[0]).axes;
            let Some(at) = from.iter().position(|axis| axis.letter == letter) else { continue };
            let (whole, [outer, inner]) = (from[at], [node.axes[at], node.axes[at + 1]]);
            let same =
                |axis: Axis| given.contains(&axis.symbol).then_some(AxisSize::Same(axis.symbol));
            // However wide, what is split into pairs has two places in each.
            let is_pair =
                inner.size == PAIR && is_in_pair(inner.letter) && given.contains(&whole.symbol);
            if is_pair && ![outer, inner].iter().any(|axis| known.contains(&axis.letter)) {
                known.extend([outer.letter, inner.letter]);
                sizes.push((inner.letter, AxisSize::Number(PAIR)));
                sizes.push((outer.letter, AxisSize::Share(whole.symbol, inner.letter)));
                continue;
            }
            if !known.contains(&outer.letter) {
                known.push(outer.letter);
                let size = same(outer).unwrap_or(AxisSize::Number(outer.size));
                sizes.push((outer.letter, size));
            }
            if !known.contains(&inner.letter) && given.contains(&whole.symbol) {
                known.push(inner.letter);
                let share = match outer.size {
                    1 if !given.contains(&outer.symbol) => AxisSize::Same(whole.symbol),
                    _ => AxisSize::Share(whole.symbol, outer.letter),
                };
                sizes.push((inner.letter, same(inner).unwrap_or(share)));
            }
        }
        let tables = self.graph.nodes.iter().filter(|node| !node.backward);
        let tables = tables.filter(|node| matches!(node.op, Op::Table(_)));
        for axis in tables.flat_map(|node| &node.axes) {
            if known.contains(&axis.letter) {
                continue;
            }
            let size = match sizes.iter().find(|(letter, _)| *letter == axis.symbol) {
                Some((_, AxisSize::Same(whole))) => AxisSize::Same(*whole),
                _ if known.contains(&axis.symbol) => AxisSize::Same(axis.symbol),
                _ => AxisSize::Number(axis.size),
            };
            known.push(axis.letter);
            sizes.push((axis.letter, size));
        }
        sizes.into_iter().map(|(letter, size)| format!("axis {letter} = {size}")).collect()
    }

    fn given(&self) -> impl Iterator<Item = &Axis> {
        let inputs = self.graph.nodes.iter().filter(|node| node.op == Op::Input && !node.backward);
        inputs.flat_map(|node| &node.axes)
    }
}
