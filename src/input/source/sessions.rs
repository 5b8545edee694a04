//! Sessions at a prompt: what was printed counts; where nothing was, what was typed.

use super::super::remark;
use crate::base::note::Note;

/// A line of a session.
enum Line<'a> {
    Typed(&'a str),
    Printed(&'a str),
}

/// What a session printed; a text without prompts as it is.
pub(super) fn printed(text: &str, notes: &mut Vec<Note>) -> String {
    if let Some(text) = quoted_by_all(text) {
        return text;
    }
    let mark = marked_output(text);
    let is_r = mark.is_none() && is_r(text);
    let mut typed = Vec::new();
    let mut shown = Vec::new();
    // The brackets that a typed statement has open: its next lines may have no prompt.
    let mut open = 0_isize;
    for line in text.lines() {
        let line = match (mark, prompt(line, is_r, !typed.is_empty())) {
            (Some(mark), _) => {
                line.trim_start().strip_prefix(mark).map_or(Line::Typed(line), Line::Printed)
            }
            (None, Some(line)) => line,
            (None, None) if open > 0 => Line::Typed(line),
            (None, None) => Line::Printed(line),
        };
        match line {
            Line::Typed(line) => {
                open += line.matches(['(', '[', '{']).count().cast_signed();
                open -= line.matches([')', ']', '}']).count().cast_signed();
                typed.push(line);
            }
            Line::Printed(line) => shown.push(line),
        }
    }
    if typed.is_empty() {
        return shown.join("\n");
    }
    if shown.iter().all(|line| line.trim().is_empty()) {
        return typed.join("\n");
    }
    if typed.iter().any(|line| line.contains(|c: char| c.is_ascii_digit())) {
        remark(notes, "session", "Read what was printed, and not what was typed before it.");
    }
    shown.join("\n")
}

/// `> ` of a letter or of Markdown, and `#` or `##` of printed R, before every line.
fn quoted_by_all(text: &str) -> Option<String> {
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let mark = ["#>", "##", "#", ">"].into_iter().find(|mark| {
        lines().next().is_some()
            && lines().all(|line| {
                let rest = line.trim_start().strip_prefix(mark);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
            })
    })?;
    let rest = |line: &str| line.trim_start().strip_prefix(mark).unwrap_or_default().to_owned();
    Some(text.lines().map(rest).collect::<Vec<_>>().join("\n"))
}

/// The mark that printed lines have between those of a program, as knitr and reprex set it.
fn marked_output(text: &str) -> Option<&'static str> {
    let has = |mark: &str, part: &str| {
        text.lines().any(|line| {
            line.trim_start().strip_prefix(mark).is_some_and(|line| line.contains(part))
        })
    };
    if has("#>", "") {
        return Some("#>");
    }
    (has("## ", "[1,]") || has("## ", "[1] ")).then_some("##")
}

/// R's prompt is the sign that also quotes: here some lines have none.
fn is_r(text: &str) -> bool {
    text.trim_start().starts_with("> ")
}

/// What stands behind a prompt.
fn prompt(line: &str, is_r: bool, goes_on: bool) -> Option<Line<'_>> {
    const PROMPTS: [&str; 6] = [">>>", ">>", "julia>", "ghci>", "sage:", "...:"];
    let line = line.trim_start();
    if let Some(rest) = PROMPTS.iter().find_map(|prompt| line.strip_prefix(prompt)) {
        return Some(Line::Typed(rest));
    }
    if is_r || goes_on {
        let next = if is_r { "+ " } else { "... " };
        let rest =
            line.strip_prefix(next).or_else(|| is_r.then(|| line.strip_prefix('>')).flatten());
        if let Some(rest) = rest {
            return Some(Line::Typed(rest));
        }
        if line == "..." {
            return Some(Line::Typed(""));
        }
    }
    // `In [3]:`, `Out[3]:` of IPython, `In[3]:=` and `Out[3]=` of Mathematica, `octave:3>`.
    let numbered = |name: &str, ends: &[&str]| {
        let rest = line.strip_prefix(name)?.trim_start_matches(|c: char| c.is_ascii_digit());
        ends.iter().find_map(|end| rest.strip_prefix(end))
    };
    let typed = numbered("In [", &["]:"])
        .or_else(|| numbered("In[", &["]:=", "]:"]))
        .or_else(|| numbered("octave:", &[">"]))
        .map(Line::Typed);
    typed.or_else(|| {
        let shown = numbered("Out[", &["]:", "]//MatrixForm=", "]="]);
        shown.or_else(|| numbered("Out [", &["]:"])).map(Line::Printed)
    })
}
