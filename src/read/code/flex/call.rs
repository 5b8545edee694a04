//! The call: queries, keys and values over four axes, the functions of a pair, and the output as the
//! step has it.

use super::Said;
use super::attention::{Attention, operands};
use crate::base::letter::Letter;
use crate::program::node_id::NodeId;
use crate::program::op::Op;
use crate::read::code::program::Program;
use crate::read::code::syntax::broadcast;

/// Stands for an axis that a tensor lacks.
const LACKS: Letter = '·';

impl Attention {
    /// The lines that compute the output.
    pub(super) fn lines(&self, program: &Program) -> Said<Vec<String>> {
        let graph = &program.trace.graph;
        let name = program.name(self.output);
        let (scores, output) = (graph.node(self.scores), graph.node(self.output));
        let (Op::Contract { equation: product, .. }, Op::Contract { equation: sum, .. }) =
            (&scores.op, &output.op)
        else {
            return Err("its scores are not a product".to_owned());
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
}

/// Letters with a stand-in of its own for each axis that is lacking.
fn apart(letters: &[Letter]) -> Vec<Letter> {
    let mut spare = '\u{e000}'..='\u{e0ff}';
    let own =
        |letter: &Letter| if *letter == LACKS { spare.next().unwrap_or(LACKS) } else { *letter };
    letters.iter().map(own).collect()
}
