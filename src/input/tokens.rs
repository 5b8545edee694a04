//! The tokens of bracketed matrices: brackets, separators, words, and calls such as `tensor(`.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open(char),
    Close(char),
    /// The name before a round bracket that opens a call.
    Call(&'a str),
    /// The name before an equals sign, as in `dtype=`.
    Keyword(&'a str),
    Word(&'a str),
    Comma,
    Semicolon,
    Newline,
}

/// Splits a text into tokens; blanks only separate.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Skips to the end of the call whose bracket is open.
    pub fn skip_call(&mut self) {
        let mut depth = 1_usize;
        for (at, character) in self.rest.char_indices() {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                // The closing bracket stays: it is a token of its own.
                self.rest = self.rest.get(at..).unwrap_or_default();
                return;
            }
        }
        self.rest = "";
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // LaTeX writes `\left[` and `\{` for brackets that are plain here.
        const SKIPPED: [&str; 4] = [" ", "\t", "\\left", "\\right"];
        while let Some(rest) = SKIPPED.iter().find_map(|skipped| self.rest.strip_prefix(skipped)) {
            self.rest = rest;
        }
        if self.rest.starts_with("\\{") || self.rest.starts_with("\\}") {
            self.take(1);
        }
        let first = self.rest.chars().next()?;
        let token = match first {
            '[' | '(' | '{' => Token::Open(first),
            ']' | ')' | '}' => Token::Close(first),
            ',' => Token::Comma,
            ';' => Token::Semicolon,
            '\n' => Token::Newline,
            _ => return Some(self.word()),
        };
        self.take(first.len_utf8());
        Some(token)
    }
}

impl<'a> Tokens<'a> {
    fn word(&mut self) -> Token<'a> {
        let mut length = 0;
        loop {
            let rest = self.rest.get(length..).unwrap_or_default();
            length += rest.find(is_delimiter).unwrap_or(rest.len());
            let (word, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
            let token = match rest.chars().next() {
                // The brackets of a root belong to the word, and it may go on: `sqrt(2)/2`.
                Some('(') if is_root(word) => {
                    length += rest.find(')').map_or(rest.len(), |close| close + 1);
                    continue;
                }
                Some('(') => Token::Call(word),
                Some('=') => Token::Keyword(word),
                _ => {
                    self.rest = rest;
                    return Token::Word(word);
                }
            };
            self.rest = rest.get(1..).unwrap_or_default();
            return token;
        }
    }
}

/// Whether the bracket after this text is a root's.
pub(super) fn is_root(before: &str) -> bool {
    before.ends_with("sqrt") || before.ends_with('√')
}

fn is_delimiter(character: char) -> bool {
    "[](){},;=".contains(character) || character.is_whitespace()
}
