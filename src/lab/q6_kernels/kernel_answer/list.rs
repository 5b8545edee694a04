//! A typed list of features -> its pieces: with brackets or not, as a column in LaTeX, in other letters.

const TRANSPOSED: [&str; 7] = ["^T", "^{T}", "^\\top", "^{\\top}", "ᵀ", "⊤", ".T"];
const BRACKETS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('⟨', '⟩')];
/// Letters that people give the two entries of x.
const LETTERS: [[char; 2]; 3] = [['a', 'b'], ['u', 'v'], ['x', 'y']];

/// A list without what is around it: a matrix of LaTeX, or brackets, which may have a transpose behind
/// them.
pub fn unwrapped(text: &str) -> String {
    let text = TRANSPOSED.iter().fold(text, |text, mark| text.strip_suffix(mark).unwrap_or(text));
    let text = text.trim();
    if let Some(inner) = matrix(text) {
        return inner.replace("\\\\", ";").replace('&', ";");
    }
    let text = text.strip_prefix("\\left").unwrap_or(text);
    let inner = BRACKETS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        // The first bracket must be closed by the last.
        let mut depth = 0;
        let closes_early = inner.chars().any(|c| {
            depth += i32::from("([{⟨".contains(c)) - i32::from(")]}⟩".contains(c));
            depth < 0
        });
        (!closes_early).then_some(inner)
    });
    inner.map_or(text, |inner| inner.strip_suffix("\\right").unwrap_or(inner)).to_owned()
}

/// What stands in `\begin{bmatrix} … \end{bmatrix}`.
fn matrix(text: &str) -> Option<&str> {
    let (kind, rest) = text.strip_prefix("\\begin{")?.split_once('}')?;
    rest.strip_suffix('}')?.strip_suffix(kind)?.strip_suffix("\\end{")
}

/// A piece in which the entries of x are called a and b, or x and y, in the letters that are read.
pub fn in_one_letter(piece: &str) -> String {
    let words = piece.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let is_of = |word: &str, letters: &[char; 2]| word.chars().all(|c| letters.contains(&c));
    let own = |letters: &&[char; 2]| {
        let mut of: Vec<&str> = words.clone().filter(|word| is_of(word, letters)).collect();
        of.dedup();
        // An x alone is the vector; beside a y, or as a and b, letters are entries.
        !of.is_empty() && (letters[0] != 'x' || of.iter().any(|word| word.contains('y')))
    };
    let Some(letters) = LETTERS.iter().find(own) else { return piece.to_owned() };
    let mut renamed = String::new();
    let mut rest = piece;
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
