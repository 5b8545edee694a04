//! What is refused: a code, the file or field, a cause, and the next step.

use std::fmt;

/// The result of everything here that can be refused.
pub type Result<T> = std::result::Result<T, Error>;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// What went wrong. The set is closed: `tests/models/files.rs` fails for a code that no
        /// input yields.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of this file.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The spelling that JavaScript uses.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

codes! {
    /// A file that is needed is not among those given.
    MissingFile = "missing-file",
    /// A file of another kind than its name says, such as a pickle or a login page.
    FileKind = "file-kind",
    /// More bytes, tensors or tokens than the limit.
    TooLarge = "too-large",
    /// A JSON file that does not parse, or is of another shape.
    BadJson = "bad-json",
    /// A header of safetensors that does not parse, or does not fit its file.
    BadHeader = "bad-header",
    /// A number format of weights that is not read.
    Dtype = "dtype",
    /// A field of config.json that is missing, out of range, or not supported.
    Config = "config",
    /// A weight that the network needs and the file lacks.
    MissingWeight = "missing-weight",
    /// A weight whose shape is another than config.json says.
    WeightShape = "weight-shape",
    /// Layers in the file beyond those of config.json.
    ExtraLayer = "extra-layer",
    /// A tokenizer of a kind that is not read.
    TokenizerKind = "tokenizer-kind",
    /// A vocabulary or a list of merges that contradicts itself.
    Vocabulary = "vocabulary",
    /// No tokenizer was given, and a text was.
    NoTokenizer = "no-tokenizer",
    /// A text of no tokens.
    NoTokens = "no-tokens",
    /// More tokens than the network has positions.
    TooManyTokens = "too-many-tokens",
    /// A token, a segment, a layer, a head or a position that is not there.
    Range = "range",
    /// The network has no output over tokens.
    NoLogits = "no-logits",
    /// A request that is not of the shape that the documentation gives.
    BadRequest = "bad-request",
    /// A file ended early, or could not be read to its end.
    Read = "read",
}

/// One refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub code: Code,
    /// The file, the weight or the field of the request.
    pub field: String,
    /// What is wrong, as a sentence that names the two things that disagree.
    pub cause: String,
    pub expected: Option<String>,
    pub found: Option<String>,
    /// The next step, as a sentence.
    pub hint: String,
}

/// Characters of a name that an error repeats.
const NAME_CHARS: usize = 60;

/// A name out of a file as a message repeats it: cut where it is long, without what cannot be seen.
#[must_use]
pub fn brief(name: &str) -> String {
    let is_hidden = |char: char| {
        char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut chars = name.chars().map(|char| if is_hidden(char) { '\u{fffd}' } else { char });
    let start: String = chars.by_ref().take(NAME_CHARS).collect();
    if chars.next().is_some() { start + "…" } else { start }
}

impl Error {
    /// An error without a hint yet.
    pub fn new(code: Code, field: impl AsRef<str>, cause: impl Into<String>) -> Self {
        Self {
            code,
            field: brief(field.as_ref()),
            cause: cause.into(),
            expected: None,
            found: None,
            hint: String::new(),
        }
    }

    /// The two things that disagree.
    #[must_use]
    pub fn differs(mut self, expected: impl fmt::Display, found: impl fmt::Display) -> Self {
        self.expected = Some(expected.to_string());
        self.found = Some(found.to_string());
        self
    }

    /// The next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.field.is_empty() {
            write!(f, "{}: ", self.field)?;
        }
        write!(f, "{}", self.cause)?;
        if !self.hint.is_empty() {
            write!(f, " {}", self.hint)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
