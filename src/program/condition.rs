//! Conditions as data: which places a step reads. They are drawn, counted, printed and emitted,
//! because none of them is a closure; a mask is one.

mod closed_form;

use closed_form::each_once;
pub use closed_form::{ClosedForm, Sign, number, place};

use std::ops::{BitAnd, BitOr, Not};

use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::node_id::NodeId;

/// What holds at some places and not at others. True means *may attend* where it is a mask, as in
/// PyTorch's `scaled_dot_product_attention`; `nn.MultiheadAttention` means the opposite.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// It holds everywhere.
    Always,
    /// Two numbers that the place decides, compared: j ≤ i.
    Compare(Comparison, Box<[ClosedForm; 2]>),
    /// A table of 1 and 0, read at these letters.
    Given {
        node: NodeId,
        letters: Vec<Letter>,
    },
    Not(Box<Condition>),
    And(Box<[Condition; 2]>),
    Or(Box<[Condition; 2]>),
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Less,
    AtMost,
    Equal,
    NotEqual,
    AtLeast,
    More,
}

impl Comparison {
    /// Whether it holds between two numbers.
    #[must_use]
    #[expect(clippy::float_cmp, reason = "places and sizes are whole")]
    pub fn holds(self, one: f64, two: f64) -> bool {
        match self {
            Self::Less => one < two,
            Self::AtMost => one <= two,
            Self::Equal => one == two,
            Self::NotEqual => one != two,
            Self::AtLeast => one >= two,
            Self::More => one > two,
        }
    }

    /// What holds exactly where this does not.
    #[must_use]
    pub const fn negated(self) -> Self {
        match self {
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::AtLeast => Self::Less,
            Self::More => Self::AtMost,
        }
    }

    /// The sign that formulas have for it.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "≤",
            Self::Equal => "=",
            Self::NotEqual => "≠",
            Self::AtLeast => "≥",
            Self::More => ">",
        }
    }

    /// The sign that a program of one's own is written with.
    #[must_use]
    pub const fn written(self) -> &'static str {
        match self {
            Self::Equal => "=",
            other => other.operator(),
        }
    }

    /// The sign that Python has for it.
    #[must_use]
    pub const fn operator(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }
}

/// Query i reads the keys j ≤ i, counted from the first key (PyTorch's `is_causal`).
#[must_use]
pub fn causal() -> Condition {
    Condition::compare(place('j'), Comparison::AtMost, place('i'))
}

/// The same counted from the last key: the last query reads every key, and the one before it all
/// but the last (`FlashAttention` since 2.1).
#[must_use]
pub fn causal_from_the_last(queries: ClosedForm, keys: ClosedForm) -> Condition {
    let last = place('i') + (keys - queries);
    Condition::compare(place('j'), Comparison::AtMost, last)
}

/// Where a causal mask begins, over a table of queries and keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    UpperLeft,
    LowerRight,
}

impl Corner {
    /// The corner of the causal mask that a condition is or contains; none where it has none.
    #[must_use]
    pub fn of(condition: &Condition, axes: &[Axis]) -> Option<Self> {
        let [.., query, key] = axes else { return None };
        match condition {
            Condition::Compare(Comparison::AtMost, pair) if pair[0] == place(key.letter) => {
                Self::of_last(&pair[1], query, key)
            }
            Condition::And(both) => both.iter().find_map(|condition| Self::of(condition, axes)),
            _ => None,
        }
    }

    fn of_last(last: &ClosedForm, query: &Axis, key: &Axis) -> Option<Self> {
        let own = place(query.letter);
        match last {
            last if *last == own => Some(Self::UpperLeft),
            ClosedForm::Binary(Sign::Plus, pair) if pair[0] == own => match &pair[1] {
                ClosedForm::Binary(Sign::Minus, pair) => {
                    let is_size = |form: &ClosedForm, of: &Axis| matches!(form, ClosedForm::Size { letter, .. } if *letter == of.letter);
                    (is_size(&pair[0], key) && is_size(&pair[1], query)).then_some(Self::LowerRight)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The corner opposite.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::UpperLeft => Self::LowerRight,
            Self::LowerRight => Self::UpperLeft,
        }
    }
}

impl Condition {
    /// The same with its causal masks, over these axes, begun at another corner.
    #[must_use]
    pub fn with_corner(&self, corner: Corner, axes: &[Axis]) -> Self {
        let [.., query, key] = axes else { return self.clone() };
        match self {
            Self::Compare(..) if Corner::of(self, axes).is_some() => {
                let size = |axis: &Axis| ClosedForm::Size { letter: axis.letter, size: axis.size };
                let last = match corner {
                    Corner::UpperLeft => place(query.letter),
                    Corner::LowerRight => place(query.letter) + (size(key) - size(query)),
                };
                Self::compare(place(key.letter), Comparison::AtMost, last)
            }
            Self::And(both) => {
                Self::And(Box::new(both.each_ref().map(|one| one.with_corner(corner, axes))))
            }
            other => other.clone(),
        }
    }

    /// One number compared with another.
    #[must_use]
    pub fn compare(one: ClosedForm, comparison: Comparison, two: ClosedForm) -> Self {
        Self::Compare(comparison, Box::new([one, two]))
    }

    /// This condition where `wanted`, else none.
    #[must_use]
    pub fn when(self, wanted: bool) -> Self {
        if wanted { self } else { Self::Always }
    }

    /// Whether it holds at a place; `index` says where along an axis, counted from 0, and `given`
    /// whether a table has a 1 at an index.
    pub fn holds(
        &self,
        index: &impl Fn(Letter) -> usize,
        given: &impl Fn(NodeId, &[usize]) -> bool,
    ) -> bool {
        match self {
            Self::Always => true,
            Self::Compare(comparison, pair) => {
                comparison.holds(pair[0].at(index), pair[1].at(index))
            }
            Self::Given { node, letters } => {
                given(*node, &letters.iter().map(|letter| index(*letter)).collect::<Vec<_>>())
            }
            Self::Not(condition) => !condition.holds(index, given),
            Self::And(both) => both.iter().all(|condition| condition.holds(index, given)),
            Self::Or(both) => both.iter().any(|condition| condition.holds(index, given)),
        }
    }

    /// The same where it reads no table.
    pub(super) fn holds_at(&self, index: &impl Fn(Letter) -> usize) -> bool {
        self.holds(index, &|_, _| true)
    }

    /// The tables that it reads.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeId> {
        match self {
            Self::Always | Self::Compare(..) => Vec::new(),
            Self::Given { node, .. } => vec![*node],
            Self::Not(condition) => condition.nodes(),
            Self::And(both) | Self::Or(both) => both.iter().flat_map(Self::nodes).collect(),
        }
    }

    /// The same with the index at which each is read; `index` says where along an axis.
    pub fn given_at(&self, index: &impl Fn(Letter) -> usize) -> Vec<(NodeId, Vec<usize>)> {
        match self {
            Self::Always | Self::Compare(..) => Vec::new(),
            Self::Given { node, letters } => {
                vec![(*node, letters.iter().map(|letter| index(*letter)).collect())]
            }
            Self::Not(condition) => condition.given_at(index),
            Self::And(both) | Self::Or(both) => {
                both.iter().flat_map(|condition| condition.given_at(index)).collect()
            }
        }
    }

    /// The letters whose places decide it, each once, in the order in which they stand.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        each_once(|see| self.visit(see))
    }

    /// The same over axes of other letters.
    #[must_use]
    pub fn renamed(&self, to: &impl Fn(Letter) -> Letter) -> Self {
        let both = |both: &[Self; 2]| Box::new(both.each_ref().map(|one| one.renamed(to)));
        match self {
            Self::Always => Self::Always,
            Self::Compare(comparison, pair) => {
                Self::Compare(*comparison, Box::new(pair.each_ref().map(|form| form.renamed(to))))
            }
            Self::Given { node, letters } => {
                let letters = letters.iter().map(|letter| to(*letter)).collect();
                Self::Given { node: *node, letters }
            }
            Self::Not(condition) => Self::Not(Box::new(condition.renamed(to))),
            Self::And(pair) => Self::And(both(pair)),
            Self::Or(pair) => Self::Or(both(pair)),
        }
    }

    /// The same with its tables at other places of a graph.
    #[must_use]
    pub fn moved(&self, to: &impl Fn(NodeId) -> NodeId) -> Self {
        let both = |both: &[Self; 2]| Box::new(both.each_ref().map(|one| one.moved(to)));
        match self {
            Self::Always | Self::Compare(..) => self.clone(),
            Self::Given { node, letters } => {
                Self::Given { node: to(*node), letters: letters.clone() }
            }
            Self::Not(condition) => Self::Not(Box::new(condition.moved(to))),
            Self::And(pair) => Self::And(both(pair)),
            Self::Or(pair) => Self::Or(both(pair)),
        }
    }

    /// The same with another condition in place of each comparison.
    #[must_use]
    pub fn with_comparisons(&self, to: &mut impl FnMut(&Self) -> Self) -> Self {
        match self {
            Self::Compare(..) => to(self),
            Self::Always | Self::Given { .. } => self.clone(),
            Self::Not(condition) => Self::Not(Box::new(condition.with_comparisons(to))),
            Self::And(pair) => {
                Self::And(Box::new(pair.each_ref().map(|one| one.with_comparisons(to))))
            }
            Self::Or(pair) => {
                Self::Or(Box::new(pair.each_ref().map(|one| one.with_comparisons(to))))
            }
        }
    }

    fn visit(&self, see: &mut dyn FnMut(Letter)) {
        match self {
            Self::Always => {}
            Self::Compare(_, pair) => {
                pair.iter().for_each(|form| form.letters().into_iter().for_each(&mut *see));
            }
            Self::Given { letters, .. } => letters.iter().copied().for_each(see),
            Self::Not(condition) => condition.visit(see),
            Self::And(both) | Self::Or(both) => {
                both.iter().for_each(|condition| condition.visit(&mut *see));
            }
        }
    }
}

impl BitAnd for Condition {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, condition) | (condition, Self::Always) => condition,
            (one, two) => Self::And(Box::new([one, two])),
        }
    }
}

impl BitOr for Condition {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (one, two) => Self::Or(Box::new([one, two])),
        }
    }
}

impl Not for Condition {
    type Output = Self;

    /// A comparison becomes its opposite, so that the formula stays one.
    fn not(self) -> Self {
        match self {
            Self::Compare(comparison, pair) => Self::Compare(comparison.negated(), pair),
            Self::Not(condition) => *condition,
            other => Self::Not(Box::new(other)),
        }
    }
}
