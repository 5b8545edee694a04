//! The brackets that a print draws around a matrix.

const LEFT: &str = "⎡⎢⎣⎛⎜⎝";
const RIGHT: &str = "⎤⎥⎦⎞⎟⎠";

/// Whether brackets are drawn at both ends of lines, as `SymPy` prints a matrix: of characters made
/// for it, or of `[` and `]` with a line of blanks between two rows.
pub(super) fn is_drawn(text: &str) -> bool {
    text.lines().any(|line| inside(line).is_some()) || has_spacers(text)
}

fn inside(line: &str) -> Option<&str> {
    line.trim().strip_prefix(|c| LEFT.contains(c))?.strip_suffix(|c| RIGHT.contains(c))
}

fn has_spacers(text: &str) -> bool {
    let lines = || text.lines().map(|line| line.trim().strip_prefix('[')?.strip_suffix(']'));
    lines().all(|line| line.is_some_and(|line| !line.contains(['[', ',']) && !line.is_empty()))
        && lines().flatten().any(|line| line.trim().is_empty())
}

/// Takes the frame off.
pub(super) fn strip(text: &str) -> String {
    if !is_drawn(text) {
        return text.to_owned();
    }
    let row = |line: &str| {
        let plain = inside(line).or_else(|| line.trim().strip_prefix('[')?.strip_suffix(']'));
        plain.unwrap_or(line).trim().to_owned()
    };
    let rows: Vec<String> = text.lines().map(row).filter(|line| !line.is_empty()).collect();
    rows.join("\n")
}
