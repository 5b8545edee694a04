//! What a step computes: the right side of its line.

use super::form::{mapped, written};
use super::{Writer, paired, refused};
use crate::base::error::Result;
use crate::base::letter::Letter;
use crate::program::axis::letter_list;
use crate::program::op::{Combine, Factor, Node, Op, Table};

impl Writer<'_> {
    /// What stands to the right of the equals sign.
    pub(super) fn right(&self, node: &Node) -> Result<String> {
        let own = letter_list(&node.axes);
        let input = |place: usize| node.inputs[place];
        let same = || self.reading(input(0), &own);
        Ok(match &node.op {
            Op::Constant(number) => written(*number),
            Op::Table(Table::Form(form)) => self.form(form, 0),
            Op::Table(Table::Normal { seed }) => format!("normal({seed})"),
            Op::Contract { equation, .. } => {
                let summed = equation.summed();
                let operands: Vec<String> = (equation.operands.iter().zip(&node.inputs))
                    .map(|(term, id)| self.reading(*id, term))
                    .collect();
                let product = operands.join(" ");
                let holds = |term: &Vec<Letter>| term.iter().any(|letter| summed.contains(letter));
                match &summed[..] {
                    [] => product,
                    summed if equation.operands.iter().all(holds) => {
                        format!("sum[{}] {product}", listed(summed))
                    }
                    summed => format!("sum[{}] ({product})", listed(summed)),
                }
            }
            Op::Pointwise { combine, equation } => {
                let [one, two] =
                    [0, 1].map(|place| self.reading(input(place), &equation.operands[place]));
                match combine {
                    Combine::Plus => format!("{one} + {two}"),
                    Combine::Minus => format!("{one} - {two}"),
                    Combine::Divide => format!("{one} / {two}"),
                    Combine::Power => format!("{one}^({two})"),
                }
            }
            Op::Map(function) => mapped(*function, &same()),
            Op::Scale(factor) => match factor {
                Factor::DivideBySqrt { letter, .. } => format!("{} / sqrt(|{letter}|)", same()),
                Factor::DivideBySize { letter, .. } => format!("{} / |{letter}|", same()),
                Factor::Number(number) => format!("{} {}", written(*number), same()),
                Factor::DivideBy(number) => format!("{} / {}", same(), written(*number)),
            },
            Op::Mask { mask, fill } => {
                let fill = fill.value();
                let fill =
                    if fill == f64::NEG_INFINITY { "-inf".to_owned() } else { fill.to_string() };
                format!("if {} then {} else {fill}", self.condition(mask, 0), same())
            }
            Op::Choose { condition } => {
                let [one, two] = [0, 1].map(|place| self.reading(input(place), &own));
                format!("if {} then {one} else {two}", self.condition(condition, 0))
            }
            Op::Sparsemax { along } => format!("sparsemax[{along}] {}", same()),
            Op::Max { loops } => {
                let along = loops.last().map_or(' ', |axis| axis.letter);
                let whole = letter_list(&self.graph.node(input(0)).axes);
                format!("max[{along}] {}", self.reading(input(0), &whole))
            }
            Op::Softmax { along } => format!("softmax[{along}] {}", same()),
            Op::OneHot { along, straight_through: false } => format!("onehot[{along}] {}", same()),
            Op::RunningSum { along, backward: false } => format!("cumsum[{along}] {}", same()),
            Op::Split { letter } => {
                let whole = &self.graph.node(input(0)).axes;
                let at = whole.iter().position(|axis| axis.letter == *letter).unwrap_or(0);
                self.indexed(input(0), &paired(&own, at))
            }
            Op::Merge { .. } => {
                let parts = letter_list(&self.graph.node(input(0)).axes);
                self.reading(input(0), &parts)
            }
            Op::Shift { along, backward: false } => {
                let before = |letter: &Letter| {
                    if letter == along { format!("{letter}-1") } else { letter.to_string() }
                };
                self.indexed(input(0), &own.iter().map(before).collect::<Vec<_>>())
            }
            Op::Concat { along } => {
                let first = letter_list(&self.graph.node(input(0)).axes);
                let joined = letter_list(&self.graph.node(input(1)).axes);
                let is_one = joined.len() < own.len();
                let kept = own.iter().zip(joined.iter().map(Some).chain([None]));
                let second: Vec<Letter> = if is_one {
                    own.iter().copied().filter(|letter| letter != along).collect()
                } else {
                    kept.map(|(own, joins)| match joins {
                        Some(joins) if own == along => *joins,
                        _ => *own,
                    })
                    .collect()
                };
                let [one, two] = [self.reading(input(0), &first), self.reading(input(1), &second)];
                format!("concat[{along}] {one}, {two}")
            }
            Op::Input
            | Op::TopK { .. }
            | Op::Expand
            | Op::Slope(_)
            | Op::OneHot { straight_through: true, .. }
            | Op::RunningSum { backward: true, .. }
            | Op::Shift { backward: true, .. }
            | Op::Scan { .. }
            | Op::DropLast { .. }
            | Op::TakeLast { .. } => return Err(refused(node)),
        })
    }
}

fn listed(letters: &[Letter]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<_>>().join(",")
}
