//! A graph as the text of a program: one line a step, which reads as the same graph.

use std::cell::Cell;
use std::fmt;

use crate::base::error::{Code, Error, Result};
use crate::base::letter::{Letter, PAIR, is_in_pair};
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Node, Op, Table};
use crate::read::rename::{letters_to, renamed};

/// The text of a graph.
///
/// `is_word` says which names the language has for itself.
///
/// # Errors
/// `program` where the graph has a step that no line says.
pub fn own_program(title: &str, graph: &Graph, is_word: impl Fn(&str) -> bool) -> Result<String> {
    let names = names(graph, is_word);
    let writer = Writer { graph, names, scan: None, is_lost: Cell::new(false) };
    let mut lines = vec![format!("# {title}")];
    lines.extend(writer.inputs());
    lines.extend(writer.axes());
    for (id, node) in graph.steps() {
        let is_said_elsewhere = matches!(node.op, Op::Input | Op::TopK { .. });
        if !is_said_elsewhere && !node.backward {
            lines.push(writer.step(id, node)?);
        }
    }
    Ok(lines.join("\n"))
}

/// The name of each node: letters, digits and `_`, each once.
fn names(graph: &Graph, is_word: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in &graph.nodes {
        let mut name = node.id.replace('-', "_");
        while names.contains(&name) || is_word(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

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

/// What writes the steps of a graph, or of the body of a scan.
struct Writer<'g> {
    graph: &'g Graph,
    names: Vec<String>,
    /// The scan whose body it is.
    scan: Option<Scan<'g>>,
    /// Whether something stands in a body that no line says.
    is_lost: Cell<bool>,
}

/// A scan, and what writes the graph that it stands in.
#[derive(Clone, Copy)]
struct Scan<'g> {
    writer: &'g Writer<'g>,
    id: NodeId,
    node: &'g Node,
    along: Letter,
}

impl Writer<'_> {
    /// The given tables; a letter that shares the size of another one is said so.
    fn inputs(&self) -> Vec<String> {
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
            tables.push(self.reading(id, &letters(&node.axes)));
        }
        lines.extend((!tables.is_empty()).then(|| format!("in {}", tables.join(", "))));
        lines
    }

    /// The sizes that no given table has: what heads split, what is left for each, and the places of
    /// tables that the program makes.
    fn axes(&self) -> Vec<String> {
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

    fn reading(&self, id: NodeId, own: &[Letter]) -> String {
        let Some(scan) = self.scan.filter(|scan| id.0 > scan.node.inputs.len()) else {
            let letters: Vec<String> = own.iter().map(char::to_string).collect();
            return self.indexed(id, &letters);
        };
        // What only stands in the body is written where it is read.
        let pairs = letters_to(&letters(&self.graph.node(id).axes), own);
        let to =
            |letter| pairs.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to);
        let graph = renamed(self.graph, &to);
        let writer = Writer {
            graph: &graph,
            names: Vec::new(),
            scan: Some(scan),
            is_lost: Cell::new(false),
        };
        let text = writer.right(graph.node(id)).unwrap_or_default();
        self.is_lost.set(self.is_lost.get() || writer.is_lost.get() || text.is_empty());
        format!("({text})")
    }

    fn indexed(&self, id: NodeId, indices: &[String]) -> String {
        if let Some(Scan { writer, id: own, node, along }) = self.scan {
            return match id.0.checked_sub(1).map(|place| node.inputs.get(place)) {
                None => {
                    let along = along.to_string();
                    let before = |index: &String| {
                        if *index == along { format!("{index}-1") } else { index.clone() }
                    };
                    writer.indexed(own, &indices.iter().map(before).collect::<Vec<_>>())
                }
                Some(Some(read)) => writer.indexed(*read, indices),
                Some(None) => {
                    self.is_lost.set(true);
                    String::new()
                }
            };
        }
        let name = &self.names[id.0];
        if indices.is_empty() { name.clone() } else { format!("{name}[{}]", indices.join(",")) }
    }

    fn step(&self, id: NodeId, node: &Node) -> Result<String> {
        let own = letters(&node.axes);
        let left = match &node.op {
            Op::Merge { letter } => {
                let at = own.iter().position(|own| own == letter).unwrap_or(0);
                let parts = letters(&self.graph.node(node.inputs[0]).axes);
                self.indexed(id, &paired(&parts, at))
            }
            _ => self.reading(id, &own),
        };
        let right = match &node.op {
            Op::Scan { along, backward: false, body } => {
                let scan = Some(Scan { writer: self, id, node, along: *along });
                let names = Vec::new();
                let body = Graph::from(&**body);
                let inside = Writer { graph: &body, names, scan, is_lost: Cell::new(false) };
                let right = inside.right(body.node(body.output))?;
                if inside.is_lost.get() {
                    return Err(refused(node));
                }
                right
            }
            _ => self.right(node)?,
        };
        Ok(format!("{left} = {right}"))
    }

    /// What stands to the right of the equals sign.
    fn right(&self, node: &Node) -> Result<String> {
        let own = letters(&node.axes);
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
                let whole = letters(&self.graph.node(input(0)).axes);
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
                let parts = letters(&self.graph.node(input(0)).axes);
                self.reading(input(0), &parts)
            }
            Op::Shift { along, backward: false } => {
                let before = |letter: &Letter| {
                    if letter == along { format!("{letter}-1") } else { letter.to_string() }
                };
                self.indexed(input(0), &own.iter().map(before).collect::<Vec<_>>())
            }
            Op::Concat { along } => {
                let first = letters(&self.graph.node(input(0)).axes);
                let joined = letters(&self.graph.node(input(1)).axes);
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

    /// A condition; brackets stand where it binds less than what is around it.
    fn condition(&self, of: &Condition, around: u8) -> String {
        let (text, own) = match of {
            Condition::Always => ("1 = 1".to_owned(), 3),
            Condition::Compare(comparison, pair) => {
                let [one, two] = pair.each_ref().map(|side| self.form(side, 0));
                (format!("{one} {} {two}", comparison.written()), 3)
            }
            Condition::Given { node, letters } => (self.given_condition(*node, letters), 3),
            Condition::Not(of) => (format!("not {}", self.condition(of, 3)), 2),
            Condition::And(pair) => {
                let [one, two] = [self.condition(&pair[0], 1), self.condition(&pair[1], 2)];
                (format!("{one} and {two}"), 1)
            }
            Condition::Or(pair) => {
                let [one, two] = [self.condition(&pair[0], 0), self.condition(&pair[1], 1)];
                (format!("{one} or {two}"), 0)
            }
        };
        if own < around { format!("({text})") } else { text }
    }

    /// A table of 1 and 0; one that ranks is said where it is read.
    fn given_condition(&self, id: NodeId, letters: &[Letter]) -> String {
        if let Some(Scan { writer, node, .. }) = self.scan
            && let Some(read) = id.0.checked_sub(1).and_then(|place| node.inputs.get(place))
        {
            return writer.given_condition(*read, letters);
        }
        let node = self.graph.node(id);
        let Op::TopK { along, count } = node.op else { return self.reading(id, letters) };
        let renamed = node.axes.iter().position(|axis| axis.letter == along);
        let along = renamed.and_then(|at| letters.get(at)).copied().unwrap_or(along);
        format!("top({count})[{along}] {}", self.reading(node.inputs[0], letters))
    }

    /// A number that places decide.
    fn form(&self, of: &ClosedForm, around: u8) -> String {
        let (text, own) = match of {
            ClosedForm::Number(number) => (written(*number), 4),
            ClosedForm::Place(letter) => (letter.to_string(), 4),
            ClosedForm::Size { letter, .. } => (format!("|{letter}|"), 4),
            ClosedForm::Param { value, .. } => (written(*value), 4),
            ClosedForm::Binary(sign, pair) => {
                let (text, own, right) = match sign {
                    Sign::Plus => ("+", 0, 1),
                    Sign::Minus => ("-", 0, 1),
                    Sign::Times => ("*", 1, 2),
                    Sign::Over => ("/", 1, 2),
                    Sign::Power => ("^", 3, 4),
                };
                let left = if *sign == Sign::Power { 4 } else { own };
                let exponent = self.form(&pair[1], right);
                let exponent = match (&pair[1], sign) {
                    (ClosedForm::Number(number), Sign::Power) if *number >= 0.0 => exponent,
                    (_, Sign::Power) => format!("({})", self.form(&pair[1], 0)),
                    _ => exponent,
                };
                (format!("{} {text} {exponent}", self.form(&pair[0], left)), own)
            }
            ClosedForm::Block(pair) => {
                (format!("block({}, {})", self.form(&pair[0], 0), self.form(&pair[1], 0)), 4)
            }
            ClosedForm::Function(function, of) => (mapped(*function, &self.form(of, 0)), 4),
            ClosedForm::If(condition, pair) => {
                let [one, two] = pair.each_ref().map(|of| self.form(of, 0));
                return format!("(if {} then {one} else {two})", self.condition(condition, 0));
            }
        };
        if own < around { format!("({text})") } else { text }
    }
}

/// A step that no line says.
fn refused(node: &Node) -> Error {
    let cause = format!("The step \"{}\" of this graph is no line of a program.", node.id);
    Error::new(Code::Program, cause).at(&node.id).hint("Choose another setting.")
}

/// A number; a negative one stands in brackets, so that it is a number and no difference.
fn written(number: f64) -> String {
    if number.is_sign_negative() { format!("({number})") } else { number.to_string() }
}

/// A function of a cell.
fn mapped(function: Function, of: &str) -> String {
    match function {
        Function::Plus(number) if number < 0.0 => format!("{of} - {}", -number),
        Function::Plus(number) => format!("{of} + {number}"),
        Function::Power(degree) => format!("{of}^{degree}"),
        Function::Raise(exponent) => format!("{of}^{exponent}"),
        Function::EluPlusOne => format!("elu({of}) + 1"),
        named => format!("{}({of})", named.name()),
    }
}

fn letters(axes: &[Axis]) -> Vec<Letter> {
    axes.iter().map(|axis| axis.letter).collect()
}

fn listed(letters: &[Letter]) -> String {
    letters.iter().map(char::to_string).collect::<Vec<_>>().join(",")
}

/// Letters as an index in which two neighbours are one axis.
fn paired(letters: &[Letter], at: usize) -> Vec<String> {
    let mut indices: Vec<String> = letters.iter().map(char::to_string).collect();
    if let [one, two] = letters[at..(at + 2).min(letters.len())] {
        indices.splice(at..at + 2, [format!("({one} {two})")]);
    }
    indices
}
