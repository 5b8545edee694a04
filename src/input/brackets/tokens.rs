//! The tokens of bracketed matrices: brackets, separators, words, and calls such as `tensor(`.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open(char),
    Close(char),
    /// The name before a round bracket that opens a call.
    Call(&'a str),
    /// The name before a sign of naming, as in `dtype=`, `"q":` and `cat →`; it is empty where the
    /// words before it are the name.
    Name(&'a str),
    Word(&'a str),
    /// What stands in quotation marks.
    Quoted(&'a str),
    Comma,
    Semicolon,
    Newline,
}

/// The signs that give what follows a name, beside the equals sign.
const SIGNS: [&str; 7] = ["→", "⟶", "↦", "->", ":=", "<-", ":"];

/// Splits a text into tokens; blanks only separate.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// Whether the last token closed a bracket, and what comes next stands right behind it.
    behind_close: bool,
    /// Whether that was so when the last token began.
    glued: bool,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, behind_close: false, glued: false }
    }

    /// Skips a value: up to the comma or the bracket that ends it. Gives it.
    pub fn skip_value(&mut self) -> &'a str {
        let mut depth = 0_usize;
        let mut quote = None;
        let end = self.rest.char_indices().find(|(_, character)| match character {
            mark @ ('"' | '\'') => {
                match quote {
                    None => quote = Some(*mark),
                    Some(open) if open == *mark => quote = None,
                    Some(_) => {}
                }
                false
            }
            _ if quote.is_some() => false,
            '(' | '[' | '{' => {
                depth += 1;
                false
            }
            ')' | ']' | '}' if depth > 0 => {
                depth -= 1;
                false
            }
            ')' | ']' | '}' => true,
            ',' => depth == 0,
            _ => false,
        });
        self.take(end.map_or(self.rest.len(), |(at, _)| at)).trim()
    }

    /// What is left, up to the end of its line: for a message.
    pub fn line(&self) -> &'a str {
        self.rest.lines().next().unwrap_or_default().trim()
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Whether the last token stands right behind a closing bracket, so that it works on what that
    /// closed.
    pub fn is_glued(&self) -> bool {
        self.glued
    }

    /// What comes next works on what was closed last, though a word was read between.
    pub fn stay_behind(&mut self) {
        self.behind_close = true;
    }

    /// Skips what is left of a call with its bracket. Gives it.
    pub fn skip_arguments(&mut self) -> &'a str {
        let start = self.rest;
        self.skip_value();
        while self.rest.starts_with(',') {
            self.take(1);
            self.skip_value();
        }
        let arguments = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        self.behind_close = !self.take(1).is_empty();
        arguments
    }

    /// Whether a call that was just opened holds its numbers, or calls of its own name, without
    /// brackets of a list: `Array(1.0, 2.0)` of Scala, `array(array(1, 2))` of PHP.
    pub fn opens_list(&self, call: &str) -> bool {
        let rest = self.rest.trim_start();
        let word = rest.trim_start_matches('-').split(is_delimiter).next().unwrap_or_default();
        let behind = rest.get(word.len()..).unwrap_or_default();
        let is_same = word == call && behind.starts_with('(');
        let is_several = || {
            let inside = rest.split(')').next().unwrap_or_default();
            inside.contains(',') && !inside.contains('=')
        };
        is_same || (word.starts_with(|c: char| c.is_ascii_digit() || c == '.') && is_several())
    }

    /// Whether an expression follows, and no number of a list.
    pub fn is_before_expression(&self) -> bool {
        let rest = self.rest.trim_start().trim_start_matches(['-', '~', '(']);
        let word = rest.split(is_delimiter).next().unwrap_or_default();
        // A number times a matrix.
        if let Some((factor, word)) = word.rsplit_once('*')
            && super::super::cell::evaluate(factor).is_ok()
            && let bracket = rest.get(factor.len() + 1 + word.len()..).unwrap_or_default()
            && bracket.starts_with(['(', '['])
            && !is_function(word)
        {
            return true;
        }
        word.starts_with(char::is_alphabetic)
            && !is_function(word)
            && super::super::cell::truth(word).is_none()
            && super::calls::kind(word) != Ok(super::calls::Call::Number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // LaTeX writes `\left[` and `\{` for brackets that are plain here.
        const SKIPPED: [&str; 4] = [" ", "\t", "\\left", "\\right"];
        while let Some(rest) = SKIPPED.iter().find_map(|skipped| self.rest.strip_prefix(skipped)) {
            self.rest = rest;
            self.behind_close = false;
        }
        if self.rest.starts_with("\\{") || self.rest.starts_with("\\}") {
            self.take(1);
        }
        self.glued = self.behind_close;
        let first = self.rest.chars().next()?;
        let token = match first {
            '(' if factor_group(self.rest).is_some_and(|(_, rest)| rest.starts_with('*')) => {
                return self.word_or_prefix();
            }
            '[' | '(' | '{' => Token::Open(first),
            ']' | ')' | '}' => Token::Close(first),
            ',' => Token::Comma,
            ';' => Token::Semicolon,
            '\n' => Token::Newline,
            '"' | '\'' if !self.behind_close && self.rest.matches(first).nth(1).is_some() => {
                return self.quoted(first);
            }
            _ => return self.word_or_prefix(),
        };
        self.take(first.len_utf8());
        self.behind_close = matches!(token, Token::Close(_));
        Some(token)
    }
}

impl<'a> Tokens<'a> {
    /// Reads up to the second quotation mark; none where there is none.
    fn quoted(&mut self, mark: char) -> Option<Token<'a>> {
        let (inside, after) = self.rest.get(1..)?.split_once(mark)?;
        self.rest = after;
        let behind = after.trim_start_matches(' ');
        let sign = SIGNS.iter().find(|sign| behind.starts_with(**sign)).copied();
        match sign.or_else(|| behind.starts_with('=').then_some("=")) {
            Some(sign) => {
                self.rest = behind.get(sign.len()..).unwrap_or_default();
                Some(Token::Name(inside))
            }
            None => Some(Token::Quoted(inside)),
        }
    }

    /// A word, unless it only says the type of the list that it stands before: `Float64[`,
    /// `array![`, `&[`.
    fn word_or_prefix(&mut self) -> Option<Token<'a>> {
        const TYPES: [&str; 8] =
            ["Float64", "Float32", "Float16", "Int64", "Int32", "Bool", "Any", "Matrix"];
        let length = end_of_word(self.rest);
        let (word, rest) = self.rest.split_at_checked(length)?;
        let plain = word.trim_start_matches('&');
        if !self.behind_close && rest.starts_with('[') {
            if plain.is_empty()
                || (plain.len() > 1 && plain.ends_with('!'))
                || TYPES.contains(&plain)
            {
                self.take(length);
                return self.next();
            }
            // Mathematica's `Sqrt[2]`.
            if (plain.ends_with("Sqrt") || plain.ends_with("Exp"))
                && let Some(end) = rest.find(']')
            {
                self.behind_close = false;
                return Some(Token::Word(self.take(length + end + 1)));
            }
        }
        let token = self.word();
        self.behind_close = false;
        Some(token)
    }

    fn word(&mut self) -> Token<'a> {
        let mut length = 0;
        loop {
            let rest = self.rest.get(length..).unwrap_or_default();
            length += end_of_word(rest);
            let (word, mut rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            let behind = rest.trim_start_matches(' ');
            if behind.starts_with('=') && word.starts_with(|c: char| c.is_alphabetic() || c == '_')
            {
                rest = behind;
            }
            let token = match rest.chars().next() {
                // The brackets of a function belong to the word, and it may go on: `sqrt(2)/2`.
                Some('(') if is_function(word) && holds_number(rest) => {
                    length += rest.find(')').map_or(rest.len(), |close| close + 1);
                    continue;
                }
                // `(1/2)*x` and `x*(1/2)`
                Some('(') if word.is_empty() || word.ends_with(['*', '/']) => {
                    match factor_group(rest) {
                        Some((group, _)) => {
                            length += group;
                            continue;
                        }
                        None => Token::Call(word),
                    }
                }
                Some('(') => Token::Call(word),
                Some('=') if rest.starts_with("==") => {
                    self.rest = rest.get(2..).unwrap_or_default();
                    return Token::Word("==");
                }
                Some('=') => Token::Name(word),
                _ => {
                    self.rest = rest;
                    return match SIGNS.iter().find_map(|sign| word.strip_suffix(sign)) {
                        Some(name) => Token::Name(name),
                        None => Token::Word(word),
                    };
                }
            };
            let arrow = usize::from(rest.starts_with("=>"));
            self.rest = rest.get(1 + arrow..).unwrap_or_default();
            return token;
        }
    }
}

/// Whether the bracket after this text is that of a root or another function of a number, or of an
/// exponent: `2^(0.5)`.
pub(super) fn is_function(before: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let word = before.rsplit(|c| !is_part(c)).next().unwrap_or_default();
    let name = word.rsplit('.').next().unwrap_or_default();
    let is_power = before.ends_with('^') || before.ends_with("**");
    before.ends_with('√') || is_power || name.ends_with("sqrt") || name == "exp"
}

/// Round brackets around one number, such as `(1/np.sqrt(4))`: how long they are, and what follows.
fn factor_group(text: &str) -> Option<(usize, &str)> {
    let mut depth = 0_usize;
    let end = text.char_indices().find(|(_, character)| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    });
    let length = end.map(|(at, _)| at + 1)?;
    let (group, rest) = text.split_at_checked(length)?;
    let inside = group.strip_prefix('(')?.strip_suffix(')')?;
    super::super::cell::evaluate(inside).is_ok().then_some((length, rest))
}

/// Whether a bracket opens on a number; a function of a matrix is a call.
fn holds_number(bracket: &str) -> bool {
    let inside = bracket.get(1..).unwrap_or_default().trim_start();
    inside.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
}

/// Where a word ends: `\right` closes it as the bracket behind it does.
fn end_of_word(text: &str) -> usize {
    let end = text.find(is_delimiter).unwrap_or(text.len());
    text.find("\\right").filter(|at| (1..end).contains(at)).unwrap_or(end)
}

fn is_delimiter(character: char) -> bool {
    "[](){},;=".contains(character) || character.is_whitespace()
}
