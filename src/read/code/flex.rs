//! PyTorch's `FlexAttention`: what stands between the product of queries and keys and the softmax
//! becomes a `score_mod`, and the mask a `mask_mod`. All other steps are those of the PyTorch program.

use super::dialect::{Dialect, Part};
use super::program::Program;
use super::python::{autograd, statements};
use super::pytorch::PYTORCH;
use super::syntax::{broadcast, number};
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Condition, Sign};
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Factor, Node, Op};
use crate::program::trace::Trace;
use crate::program::variant::Variant;

/// PyTorch, with `FlexAttention`.
const FLEX: Dialect = Dialect {
    reserved: &[
        "torch",
        "F",
        "math",
        "divide",
        "sparsemax",
        "top",
        "flex_attention",
        "create_block_mask",
        "score",
        "batch",
        "head",
        "query",
        "key",
    ],
    imports: &[
        Part::new("math.", "import math\n"),
        Part::new("", "import torch"),
        Part::new("F.", "import torch.nn.functional as F"),
        Part::new(
            "flex_attention(",
            "from torch.nn.attention.flex_attention import create_block_mask, flex_attention",
        ),
    ],
    ..PYTORCH
};

/// Stands for an axis that a tensor lacks.
const LACKS: Letter = '·';

/// Attention that `FlexAttention` computes: from the product to the weights times the values.
struct Attention {
    /// The product of queries and keys, and the operands of it.
    scores: NodeId,
    /// From the product on, what is done with each score.
    changes: Vec<NodeId>,
    /// From the last mask on, which pairs are read.
    masks: Vec<NodeId>,
    weights: NodeId,
    /// The weights times the values.
    output: NodeId,
    /// The places of queries and keys among the axes of the scores; a lone query has none.
    query: Option<usize>,
    key: usize,
}

/// The program, or one line that says why there is none.
pub fn write(variant: &Variant, trace: &Trace) -> String {
    let program = Program::new(variant, trace, &FLEX);
    match lines(&program) {
        Ok([inputs, forward]) => program.assemble(&inputs, &forward, &autograd(&program)),
        Err(why) => format!("# FlexAttention has no program for this: {why}.\n"),
    }
}

type Said<T> = Result<T, String>;

fn lines(program: &Program) -> Said<[Vec<String>; 2]> {
    let graph = &program.trace.graph;
    let softmax =
        |(_, node): &(NodeId, &Node)| matches!(node.op, Op::Softmax { .. }) && !node.backward;
    let found: Vec<Attention> =
        graph.steps().filter(softmax).map(|(id, _)| attention(graph, id)).collect::<Said<_>>()?;
    if found.is_empty() {
        return Err("it has no softmax".to_owned());
    }
    let inside = |id: NodeId| {
        found.iter().any(|own| {
            own.scores == id
                || own.weights == id
                || own.changes.contains(&id)
                || own.masks.contains(&id)
        })
    };
    let [inputs, forward, _] = program.sections();
    let plain = |nodes: Vec<(NodeId, &Node)>| -> Said<Vec<String>> {
        let mut lines = Vec::new();
        for (id, node) in nodes.into_iter().filter(|(id, _)| !inside(*id)) {
            match found.iter().find(|own| own.output == id) {
                Some(own) => lines.extend(own.lines(program)?),
                None => lines.extend(statements(program, id, node)),
            }
        }
        Ok(lines)
    };
    Ok([plain(inputs)?, plain(forward)?])
}

/// The attention whose weights a softmax makes.
fn attention(graph: &Graph, weights: NodeId) -> Said<Attention> {
    let node = graph.node(weights);
    let Op::Softmax { along } = node.op else { return Err("it has no softmax".to_owned()) };
    let output = only_reader(graph, weights).ok_or("its weights are read more than once")?;
    let Op::Contract { equation, .. } = &graph.node(output).op else {
        return Err("its weights are changed before they meet the values".to_owned());
    };
    let Some([of_weights, of_values]) = operands(graph, output, weights) else {
        return Err("its weights meet no values".to_owned());
    };
    let key = node.axes.iter().position(|axis| axis.letter == along).unwrap_or(0);
    if equation.summed() != [of_weights[key]] || !of_values.contains(&of_weights[key]) {
        return Err("its weights are not summed over the keys alone".to_owned());
    }
    let mut masks = Vec::new();
    let mut changes = Vec::new();
    let mut at = node.inputs[0];
    let scores = loop {
        let step = graph.node(at);
        if only_reader(graph, at).is_none() {
            return Err(format!("\"{}\" is read more than once", step.id));
        }
        match &step.op {
            Op::Contract { equation, .. }
                if step.inputs.len() == 2 && equation.summed().len() == 1 =>
            {
                break at;
            }
            Op::Mask { fill: Fill::MinusInfinity, .. } if changes.is_empty() => masks.push(at),
            Op::Mask { fill: Fill::MinusInfinity, .. } => {
                return Err("its scores are changed behind the mask".to_owned());
            }
            Op::Mask { .. } => {
                return Err("its mask fills with a number, and not with −∞".to_owned());
            }
            Op::Scale(_) | Op::Map(_) => changes.push(at),
            Op::Pointwise { combine: Combine::Plus | Combine::Minus, equation }
                if equation.operands[0] == equation.output =>
            {
                changes.push(at);
            }
            _ => {
                return Err(
                    "its scores are no product of queries and keys that is changed one by one"
                        .to_owned(),
                );
            }
        }
        at = step.inputs[0];
    };
    let Op::Contract { equation: product, .. } = &graph.node(scores).op else {
        return Err("its scores are no product".to_owned());
    };
    let holds_key = |term: &Vec<Letter>| term.contains(&product.output[key]);
    let [with, without] =
        [true, false].map(|wanted| product.operands.iter().find(|term| holds_key(term) == wanted));
    let (Some(keys), Some(queries)) = (with, without) else {
        return Err("its queries and keys are not apart".to_owned());
    };
    let own = |place: &usize| {
        let letter = product.output[*place];
        queries.contains(&letter)
            && !keys.contains(&letter)
            && !of_values.contains(&of_weights[*place])
    };
    let query = (0..product.output.len()).rev().find(own);
    changes.reverse();
    Ok(Attention { scores, changes, masks, weights, output, query, key })
}

/// The forward step that reads another one, where it is only one and reads it once.
fn only_reader(graph: &Graph, id: NodeId) -> Option<NodeId> {
    let mut readers =
        graph.steps().filter(|(_, node)| !node.backward).flat_map(|(reader, node)| {
            node.inputs.iter().filter(move |input| **input == id).map(move |_| reader)
        });
    let only = readers.next()?;
    (readers.next().is_none() && id != graph.output).then_some(only)
}

/// The terms of a product: first that of one of its operands.
fn operands(graph: &Graph, product: NodeId, first: NodeId) -> Option<[&Vec<Letter>; 2]> {
    let node = graph.node(product);
    let Op::Contract { equation: Equation { operands, .. }, .. } = &node.op else { return None };
    let ([one, two], [a, b]) = (&**operands, &*node.inputs) else { return None };
    match (*a == first, *b == first) {
        (true, false) => Some([one, two]),
        (false, true) => Some([two, one]),
        _ => None,
    }
}

impl Attention {
    fn lines(&self, program: &Program) -> Said<Vec<String>> {
        let graph = &program.trace.graph;
        let name = program.name(self.output);
        let (scores, output) = (graph.node(self.scores), graph.node(self.output));
        let (Op::Contract { equation: product, .. }, Op::Contract { equation: sum, .. }) =
            (&scores.op, &output.op)
        else {
            return Err("its scores are no product".to_owned());
        };
        let [of_weights, of_values] =
            operands(graph, self.output, self.weights).ok_or("its weights meet no values")?;
        let axes = &scores.axes;
        let outer: Vec<usize> = self.outer(axes.len());
        let size = |place: &usize| axes[*place].size;
        let count: usize = outer.iter().map(size).product();
        let (batch, heads) = match &outer[..] {
            [one, two] => (size(one), size(two)),
            _ => (1, count),
        };
        let queries = self.query.map_or(1, |place| axes[place].size);
        let keys = axes[self.key].size;

        // Queries, keys and values over the same outer axes, and over four axes in all.
        let laid = |input: NodeId,
                    own: &[Letter],
                    letters: &[Letter],
                    row: Option<usize>,
                    last: Letter| {
            let outer_letters = outer.iter().map(|place| letters[*place]);
            let row = row.map_or(LACKS, |place| letters[place]);
            let wanted: Vec<Letter> = outer_letters.chain([row, last]).collect();
            let held = |letter: &Letter| own.contains(letter);
            let result: Vec<Letter> =
                wanted.iter().map(|letter| if held(letter) { *letter } else { LACKS }).collect();
            // Each axis that is lacking has a stand-in of its own.
            let result = apart(&result);
            let text = broadcast(program.name(input), own, &result, program.dialect.transpose);
            let node = graph.node(input);
            let width =
                own.iter().position(|letter| *letter == last).map_or(1, |at| node.axes[at].size);
            let rows = if row == LACKS || !held(&row) {
                1
            } else {
                own.iter().position(|letter| *letter == row).map_or(1, |at| node.axes[at].size)
            };
            let mut sizes: Vec<String> =
                outer.iter().map(|place| size(place).to_string()).collect();
            sizes.extend([rows.to_string(), width.to_string()]);
            let expanded = format!("{text}.expand({})", sizes.join(", "));
            format!("{expanded}.reshape({batch}, {heads}, {rows}, {width})")
        };
        let [one, two] = [0, 1].map(|place| (scores.inputs[place], &product.operands[place]));
        let key_letter = product.output[self.key];
        let (of_key, of_query) = if one.1.contains(&key_letter) { (one, two) } else { (two, one) };
        let width = product.summed()[0];
        let values = output.inputs[usize::from(output.inputs[0] == self.weights)];
        let value_width = of_values.iter().copied().find(|letter| !of_weights.contains(letter));
        let value_width = value_width.ok_or("its values have no width")?;
        if of_values.iter().filter(|letter| !of_weights.contains(letter)).count() > 1 {
            return Err("its values have more than one width".to_owned());
        }
        let mut lines = vec![
            format!(
                "{name}_query = {}",
                laid(of_query.0, of_query.1, &product.output, self.query, width)
            ),
            format!(
                "{name}_key = {}",
                laid(of_key.0, of_key.1, &product.output, Some(self.key), width)
            ),
            format!(
                "{name}_value = {}",
                laid(values, of_values, of_weights, Some(self.key), value_width)
            ),
        ];
        let mut arguments = Vec::new();
        let (scale, changes) = self.scale(graph, width);
        let mut score = "score".to_owned();
        for id in changes {
            score = self.changed(program, *id, &score)?;
        }
        if score != "score" {
            lines.push(format!(
                "def {name}_score(score, batch, head, query, key):\n    return {score}"
            ));
            arguments.push(format!("score_mod={name}_score"));
        }
        let conditions = self.masks.iter().map(|id| {
            let node = graph.node(*id);
            let condition = node.op.condition().ok_or("its mask has no condition")?;
            self.condition(program, &node.axes, condition)
        });
        let conditions = conditions.collect::<Said<Vec<String>>>()?;
        if !conditions.is_empty() {
            let all = match &conditions[..] {
                [one] => one.clone(),
                more => more.iter().map(|one| format!("({one})")).collect::<Vec<_>>().join(" & "),
            };
            lines.push(format!("def {name}_mask(batch, head, query, key):\n    return {all}"));
            let sizes = format!("{batch}, {heads}, {queries}, {keys}");
            lines.push(format!(
                "{name}_block = create_block_mask({name}_mask, {sizes}, device=\"cpu\")"
            ));
            arguments.push(format!("block_mask={name}_block"));
        }
        arguments.extend(scale.map(|scale| format!("scale={scale}")));
        let tables = ["query", "key", "value"].map(|what| format!("{name}_{what}"));
        let arguments = [&tables[..], &arguments].concat().join(", ");
        let call = format!("flex_attention({arguments})");

        // Back to the axes of the step.
        let mut own: Vec<usize> = outer.clone();
        own.extend(self.query);
        let mut letters: Vec<Letter> = own.iter().map(|place| of_weights[*place]).collect();
        letters.push(value_width);
        let sizes = letters.iter().filter_map(|letter| {
            let at = sum.output.iter().position(|own| own == letter)?;
            Some(output.axes[at].size.to_string())
        });
        let sizes: Vec<String> = sizes.collect();
        if sizes.len() != letters.len() {
            return Err("its output lacks an axis of its queries".to_owned());
        }
        let shaped = format!("{call}.reshape({})", sizes.join(", "));
        let text = broadcast(&shaped, &letters, &sum.output, program.dialect.transpose);
        lines.push(program.statement(self.output, &text));
        Ok(lines)
    }

    /// The places of the axes that are neither queries nor keys.
    fn outer(&self, rank: usize) -> Vec<usize> {
        (0..rank).filter(|place| Some(*place) != self.query && *place != self.key).collect()
    }

    /// What `FlexAttention` multiplies with before anything else, where it is not 1/√ of the width, and
    /// the changes that are left.
    fn scale(&self, graph: &Graph, width: Letter) -> (Option<String>, &[NodeId]) {
        let Some((first, rest)) = self.changes.split_first() else {
            return (Some("1.0".to_owned()), &[]);
        };
        let is_width = |size: usize| {
            let inputs = &graph.node(self.scores).inputs;
            let axes = inputs.iter().flat_map(|id| &graph.node(*id).axes);
            axes.into_iter().any(|axis| axis.size == size)
        };
        match graph.node(*first).op {
            Op::Scale(Factor::DivideBySqrt { letter, size })
                if letter == width && is_width(size) =>
            {
                (None, rest)
            }
            Op::Scale(Factor::Number(factor)) => (Some(number(factor)), rest),
            _ => (Some("1.0".to_owned()), &self.changes),
        }
    }

    /// A score after one more change.
    fn changed(&self, program: &Program, id: NodeId, score: &str) -> Said<String> {
        let node = program.trace.graph.node(id);
        let is_name = score.chars().all(|c| c.is_ascii_alphanumeric());
        let tight = if is_name { score.to_owned() } else { format!("({score})") };
        Ok(match &node.op {
            Op::Scale(Factor::DivideBySqrt { size, .. }) => format!("{tight} / math.sqrt({size})"),
            Op::Scale(Factor::DivideBySize { size, .. }) => format!("{tight} / {size}"),
            Op::Scale(Factor::Number(factor)) => format!("{} * {tight}", number(*factor)),
            Op::Scale(Factor::DivideBy(divisor)) => format!("{tight} / {}", number(*divisor)),
            Op::Map(Function::Plus(value)) => format!("{score} + {}", bracketed(*value)),
            Op::Map(Function::Power(degree)) => format!("{tight} ** {degree}"),
            Op::Map(Function::Raise(exponent)) => format!("{tight} ** {}", bracketed(*exponent)),
            Op::Map(function) => {
                program.dialect.fill(program.dialect.function.of(*function), &[("x", &tight)])
            }
            Op::Pointwise { combine, equation } => {
                let sign = if *combine == Combine::Minus { "-" } else { "+" };
                let letters: Vec<Letter> = equation.output.clone();
                let other = self.read(program, node.inputs[1], &equation.operands[1], &letters)?;
                format!("{score} {sign} {other}")
            }
            _ => return Err("its scores are changed in another way".to_owned()),
        })
    }

    /// A table at one pair: `slopes[head]`.
    fn read(
        &self,
        program: &Program,
        id: NodeId,
        own: &[Letter],
        letters: &[Letter],
    ) -> Said<String> {
        let words: Said<Vec<&str>> = own.iter().map(|letter| self.word(letters, *letter)).collect();
        let words = words?;
        let name = program.name(id);
        Ok(if words.is_empty() { name.to_owned() } else { format!("{name}[{}]", words.join(", ")) })
    }

    /// What `FlexAttention` calls the place along an axis.
    fn word(&self, letters: &[Letter], letter: Letter) -> Said<&'static str> {
        let place = letters.iter().position(|own| *own == letter);
        let place = place.ok_or("its scores are changed along another axis")?;
        if place == self.key {
            return Ok("key");
        }
        if Some(place) == self.query {
            return Ok("query");
        }
        match &self.outer(letters.len())[..] {
            [_] => Ok("head"),
            [first, _] => Ok(if *first == place { "batch" } else { "head" }),
            _ => Err("more axes than a batch and heads decide its scores".to_owned()),
        }
    }

    fn condition(&self, program: &Program, axes: &[Axis], of: &Condition) -> Said<String> {
        let letters: Vec<Letter> = axes.iter().map(|axis| axis.letter).collect();
        let both = |both: &[Condition; 2], sign: &str| -> Said<String> {
            let [one, two] = both.each_ref().map(|one| self.condition(program, axes, one));
            Ok(format!("({}) {sign} ({})", one?, two?))
        };
        match of {
            Condition::Always => Ok("query == query".to_owned()),
            Condition::Compare(comparison, pair) => {
                let alone = |form: &ClosedForm| match form {
                    ClosedForm::Place(letter) => Some(*letter),
                    _ => None,
                };
                let sign = comparison.operator();
                // Places are counted from 0 there.
                if let (Some(one), Some(two)) = (alone(&pair[0]), alone(&pair[1])) {
                    let (one, two) = (self.word(&letters, one)?, self.word(&letters, two)?);
                    return Ok(format!("{one} {sign} {two}"));
                }
                let [one, two] = pair.each_ref().map(|form| self.form(&letters, form));
                let (one, two) = (one?, two?);
                Ok(format!("{one} {sign} {two}"))
            }
            Condition::Given { node, letters: own } => {
                let table = self.read(program, *node, own, &letters)?;
                let is_boolean = program.is_boolean(program.trace.graph.node(*node));
                Ok(if is_boolean { table } else { format!("{table} != 0") })
            }
            Condition::Not(inside) => Ok(format!("~({})", self.condition(program, axes, inside)?)),
            Condition::And(pair) => both(pair, "&"),
            Condition::Or(pair) => both(pair, "|"),
        }
    }

    /// A whole number that the place of a pair decides.
    fn form(&self, letters: &[Letter], of: &ClosedForm) -> Said<String> {
        if let Some(constant) = of.constant() {
            return Ok(bracketed(constant));
        }
        Ok(match of {
            ClosedForm::Place(letter) => format!("({} + 1)", self.word(letters, *letter)?),
            ClosedForm::Binary(sign @ (Sign::Plus | Sign::Minus | Sign::Times), pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                let sign = match sign {
                    Sign::Plus => "+",
                    Sign::Minus => "-",
                    _ => "*",
                };
                format!("({} {sign} {})", one?, two?)
            }
            ClosedForm::Block(pair) => {
                let [one, two] = pair.each_ref().map(|form| self.form(letters, form));
                format!("(({} - 1) // {})", one?, two?)
            }
            _ => {
                return Err(
                    "its mask computes with more than sums and products of places".to_owned()
                );
            }
        })
    }
}

/// A number, in brackets where it has a sign.
fn bracketed(value: f64) -> String {
    let text = number(value);
    if text.starts_with('-') { format!("({text})") } else { text }
}

/// Letters with a stand-in of its own for each axis that is lacking.
fn apart(letters: &[Letter]) -> Vec<Letter> {
    let mut spare = '\u{e000}'..='\u{e0ff}';
    let own =
        |letter: &Letter| if *letter == LACKS { spare.next().unwrap_or(LACKS) } else { *letter };
    letters.iter().map(own).collect()
}
