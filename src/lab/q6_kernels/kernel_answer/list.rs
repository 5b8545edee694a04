//! A typed list of features -> its pieces and their values: with brackets or not, as a column in LaTeX, as
//! an array of Python, in other letters, as a product of two lists.

use super::expression::{Value, Vectors, outer, value};
use crate::base::error::Result;
use crate::base::transposed::before_mark;
use crate::input::plain_spaces;

const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('⟨', '⟩')];
/// Letters that people give the two entries of x.
const LETTERS: [[char; 2]; 3] = [['a', 'b'], ['u', 'v'], ['x', 'y']];

/// Words of LaTeX around a name: `\\operatorname{vec}`.
const NAMES: [&str; 7] = [
    "\\operatorname{",
    "\\mathrm{",
    "\\text{",
    "\\mathbf{",
    "\\boldsymbol{",
    "\\vec{",
    "\\operatorname*{",
];
/// The sizes of a bracket in LaTeX.
const SIZES: [&str; 10] = [
    "\\left", "\\right", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr", "\\biggl", "\\biggr", "\\big",
    "\\Big",
];
/// What makes one list of a table, before a bracket.
const FLAT: [&str; 6] = ["\\vec", "vec", "np.ravel", "ravel", "flatten", "torch.flatten"];
/// The product of two lists, before a bracket.
const PRODUCTS: [&str; 6] = ["kron", "np.kron", "torch.kron", "outer", "np.outer", "torch.outer"];
/// What makes an array of a list, or one list of several, before a bracket.
const ARRAYS: [&str; 27] = [
    "np.array",
    "np.asarray",
    "array",
    "torch.tensor",
    "torch.Tensor",
    "torch.as_tensor",
    "torch.FloatTensor",
    "tensor",
    "tf.constant",
    "list",
    "tuple",
    "Matrix",
    "np.concatenate",
    "concatenate",
    "np.hstack",
    "hstack",
    "np.stack",
    "np.vstack",
    "np.column_stack",
    "torch.vstack",
    "np.append",
    "np.r_",
    "torch.cat",
    "torch.concat",
    "torch.concatenate",
    "torch.hstack",
    "torch.stack",
];
/// What makes one list of a table, behind it, or leaves a list as it is.
const FLATTENED: [&str; 7] =
    [".ravel()", ".flatten()", ".reshape(-1)", ".view(-1)", ".squeeze()", ".tolist()", ".float()"];
/// An array of a single 1.
const ONES: [&str; 5] =
    ["np.ones(1)", "torch.ones(1)", "np.ones((1,))", "torch.ones((1,))", "np.ones([1])"];
/// What makes a column of a list in Python, which leaves its numbers as they are, and what makes a row.
const COLUMNS: [&str; 7] = [
    "[:, None]",
    "[:,None]",
    "[:, np.newaxis]",
    ".reshape(-1, 1)",
    ".reshape(-1,1)",
    ".unsqueeze(1)",
    ".unsqueeze(-1)",
];
const ROWS: [&str; 6] = [
    "[None, :]",
    "[None,:]",
    "[np.newaxis, :]",
    ".reshape(1, -1)",
    ".reshape(1,-1)",
    ".unsqueeze(0)",
];
/// A list times itself, each entry with each.
const SQUARED: [&str; 8] = [
    "^{\\otimes 2}",
    "^{\\otimes2}",
    "^\\otimes 2",
    "^{⊗2}",
    "^{⊗ 2}",
    "^⊗2",
    "^{(\\otimes 2)}",
    "^{\\otimes{2}}",
];
/// What may stand between a column and the row that it is multiplied with.
const BETWEEN: [&str; 7] = ["@", "*", "·", "\\cdot", "\\times", "\\,", "\\;"];

/// A list as the body of a function gives it, without what is looks alone.
pub fn spelled_out(text: &str) -> String {
    let body =
        ["return ", "lambda x:", "lambda x :"].iter().find_map(|word| text.rsplit_once(word));
    let mut text = plain_spaces(body.map_or(text, |(_, body)| body).trim());
    for size in SIZES {
        text = text.replace(size, "");
    }
    for (of, becomes) in [("\\{", "{"), ("\\}", "}")] {
        text = text.replace(of, becomes);
    }
    for mark in COLUMNS {
        text = text.replace(mark, "");
    }
    for mark in ROWS {
        text = text.replace(mark, "^T");
    }
    for ones in ONES {
        text = text.replace(ones, "1");
    }
    for open in NAMES {
        while let Some(from) = text.find(open) {
            let inner = from + open.len();
            let Some(length) = text[inner..].find('}') else { break };
            let name = text[inner..inner + length].to_owned();
            text.replace_range(from..=inner + length, &name);
        }
    }
    text
}

/// Whether a list is an array of Python, in which products and powers of vectors are taken entry by entry.
pub fn is_python(text: &str) -> bool {
    text.contains("**") || ARRAYS.iter().any(|name| text.contains(&format!("{name}(")))
}

/// Whether a list is the table x xᵀ, which nothing makes one list of.
pub fn is_table(text: &str) -> bool {
    let text = text.trim();
    without_marks(text) == text && column_times_row(&unwrapped(text)).is_some()
}

/// The numbers that a piece of a list stands for: an expression, a list in it, or a product of lists.
///
/// # Errors
/// `formula-syntax`, with the place.
pub fn features(piece: &str, vectors: Vectors) -> Result<Vec<f64>> {
    // In Python a star unpacks a list into the one around it.
    let piece = without_marks(piece.trim_start().trim_start_matches('*'));
    let all = |text: &str| -> Result<Vec<f64>> {
        let inner = unwrapped(text.trim());
        let mut features = Vec::new();
        for piece in split(&inner).into_iter().filter(|piece| !piece.trim().is_empty()) {
            features.extend(self::features(piece, vectors)?);
        }
        Ok(features)
    };
    let product = |one: &str, two: &str| -> Result<Vec<f64>> { Ok(outer(&all(one)?, &all(two)?)) };
    if let Some(inner) = called(piece, &FLAT) {
        return all(&inner);
    }
    if let Some(inner) = called(piece, &ARRAYS) {
        let given = split(&inner);
        // Behind a list stand the axis, the kind of number and the like.
        let is_list = is_whole(given[0].trim()) && !piece.contains("append");
        return if is_list { all(given[0]) } else { all(&unnamed(&given).join(",")) };
    }
    if let Some(inner) = called(piece, &PRODUCTS)
        && let [one, two] = split(&inner)[..]
    {
        return product(one, two);
    }
    if let Some(one) = SQUARED.iter().find_map(|mark| piece.strip_suffix(mark)) {
        return product(one, one);
    }
    if let Some((one, two)) = column_times_row(piece) {
        return product(one, two);
    }
    if let Some((one, two)) = factors(piece)
        && [one, two].iter().any(|factor| is_list(factor.trim()))
    {
        return product(one, two);
    }
    if is_whole(piece) {
        return all(piece);
    }
    Ok(match value(piece, vectors)? {
        Value::Number(number) => vec![number],
        Value::Vector(vector) => vector,
    })
}

/// A piece without what leaves its numbers as they are, behind it.
fn without_marks(piece: &str) -> &str {
    let mut piece = piece.trim();
    while let Some(inner) = FLATTENED.iter().find_map(|mark| piece.strip_suffix(mark)) {
        piece = inner.trim();
    }
    piece
}

/// What stands in the bracket of a call of one of these, where it is all of a piece.
fn called(piece: &str, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let inner = piece.strip_prefix(name)?.trim_start();
        let bare = unwrapped(inner);
        (bare.len() < inner.len()).then_some(bare)
    })
}

/// The arguments of a call that have no name.
fn unnamed<'t>(given: &[&'t str]) -> Vec<&'t str> {
    given.iter().copied().filter(|one| !one.contains('=')).collect()
}

/// The two lists of a column times a row: `x x^T`, `(1, x)(1, x)^T`.
fn column_times_row(text: &str) -> Option<(&str, &str)> {
    let text = without_marks(text);
    let rest = before_mark(text)?.trim_end();
    let row = operand(rest)?;
    let mut column = rest[..row].trim_end();
    while let Some(before) = BETWEEN.iter().find_map(|sign| column.strip_suffix(sign)) {
        column = before.trim_end();
    }
    (!column.is_empty() && operand(column) == Some(0)).then(|| (column, &rest[row..]))
}

/// Where the last operand of a text begins: a bracket, a matrix of LaTeX, or x.
fn operand(text: &str) -> Option<usize> {
    if text.ends_with('}')
        && let Some(from) = text.rfind("\\end{")
    {
        return text.rfind(&format!("\\begin{{{}", &text[from + "\\end{".len()..]));
    }
    if let Some(before) = text.strip_suffix('x') {
        // Of `xx` each is a vector, and no letter of a word.
        let alone = before.strip_suffix('x').unwrap_or(before);
        return (!alone.ends_with(|c: char| c.is_alphabetic() || c == '\\'))
            .then_some(before.len());
    }
    let mut depth = 0;
    let open = text.char_indices().rev().find(|(_, c)| {
        depth += i32::from(")]⟩".contains(*c)) - i32::from("([⟨".contains(*c));
        depth == 0
    });
    let (at, _) = open.filter(|(_, c)| "([⟨".contains(*c))?;
    // The name of what is called.
    Some(text[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric() || "._".contains(c)).len())
}

/// What stands before and behind a ⊗ in no bracket.
fn factors(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| {
        depth += i32::from("([{⟨<".contains(c)) - i32::from(")]}⟩>".contains(c));
        let sign = ["⊗", "\\otimes"].into_iter().find(|sign| text[at..].starts_with(sign))?;
        (depth == 0).then(|| (&text[..at], &text[at + sign.len()..]))
    })
}

/// Whether a factor of a product is a list: else the product is an expression.
fn is_list(factor: &str) -> bool {
    split(&unwrapped(factor)).len() > 1 || called(factor, &ARRAYS).is_some()
}

/// Whether a text is a bracket, or a matrix of LaTeX, and nothing else.
fn is_whole(text: &str) -> bool {
    unwrapped(text).len() < text.len()
}

/// A list without what is around it: a matrix of LaTeX, or brackets, which may have a transpose behind
/// them.
pub fn unwrapped(text: &str) -> String {
    let text = text.trim();
    let mut bare = text;
    while let Some(before) = before_mark(bare) {
        bare = before.trim_end();
    }
    if let Some(inner) = matrix(bare) {
        return inner.replace("\\\\", ";").replace('&', ";");
    }
    let inner = BRACKETS.iter().find_map(|(open, close)| {
        let inner = bare.strip_prefix(*open)?.strip_suffix(*close)?;
        // The first bracket must be closed by the last.
        let mut depth = 0;
        let closes_early = inner.chars().any(|c| {
            depth += i32::from("([{⟨".contains(c)) - i32::from(")]}⟩".contains(c));
            depth < 0
        });
        (!closes_early).then_some(inner)
    });
    inner.unwrap_or(text).to_owned()
}

/// What stands in `\begin{bmatrix} … \end{bmatrix}`.
fn matrix(text: &str) -> Option<&str> {
    let (kind, rest) = text.strip_prefix("\\begin{")?.split_once('}')?;
    let inner = rest.strip_suffix('}')?.strip_suffix(kind)?.strip_suffix("\\end{")?;
    (!inner.contains("\\end{")).then_some(inner)
}

/// A list in which the entries of x are called a and b, or x and y, in the letters that are read.
pub fn in_one_letter(list: &str) -> String {
    let words = list.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let is_of = |word: &str, letters: &[char; 2]| word.chars().all(|c| letters.contains(&c));
    let own = |letters: &&[char; 2]| {
        let mut of: Vec<&str> = words.clone().filter(|word| is_of(word, letters)).collect();
        of.dedup();
        // An x alone is the vector; beside a y, or as a and b, letters are entries.
        !of.is_empty() && (letters[0] != 'x' || of.iter().any(|word| word.contains('y')))
    };
    let Some(letters) = LETTERS.iter().find(own) else { return list.to_owned() };
    let mut renamed = String::new();
    let mut rest = list;
    while let Some(c) = rest.chars().next() {
        let length = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let (word, next) = rest.split_at(length.max(c.len_utf8()));
        if length > 0 && is_of(word, letters) {
            let entry = |c: char| if c == letters[0] { " x1 " } else { " x2 " };
            renamed.extend(word.chars().map(entry));
        } else {
            renamed.push_str(word);
        }
        rest = next;
    }
    renamed
}

/// The pieces between commas, semicolons and ends of lines that stand in no bracket.
pub fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut from, mut pieces) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        depth += i32::from("([{⟨<".contains(c)) - i32::from(")]}⟩>".contains(c));
        if depth == 0 && ",;\n".contains(c) {
            pieces.push(&text[from..at]);
            from = at + c.len_utf8();
        }
    }
    pieces.push(&text[from..]);
    pieces
}
