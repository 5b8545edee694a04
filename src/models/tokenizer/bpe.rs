//! Byte-pair encoding: the pair of tokens that was learnt first is merged, until no pair is known.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::error::{Code, Error, Result, brief};

use super::bytes;
use super::vocabulary::Vocabulary;

/// A merge: when it was learnt, and what comes of it.
#[derive(Debug, Clone, Copy)]
struct Merge {
    rank: u32,
    id: u32,
}

/// The merges of a byte-level vocabulary.
#[derive(Debug)]
pub struct Bpe {
    /// The token of each byte alone.
    bytes: Vec<Option<u32>>,
    merges: HashMap<(u32, u32), Merge>,
    unknown: Option<u32>,
    /// Unknown bytes in a row are one token.
    fuse_unknown: bool,
    /// Words that are tokens as they are, where merges do not count for them.
    whole: Option<HashMap<Box<[u8]>, u32>>,
}

/// What a file says beside tokens and merges.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub unknown: Option<u32>,
    pub fuse_unknown: bool,
    pub ignore_merges: bool,
}

/// A token on its way: a stretch of bytes, in a list with those beside it.
#[derive(Clone, Copy)]
struct Symbol {
    id: u32,
    start: u32,
    /// 0 once it has been merged into the one before it.
    length: u32,
    before: u32,
    after: u32,
}

const NONE: u32 = u32::MAX;

impl Bpe {
    /// # Errors
    /// `vocabulary` where a merge names what is no token.
    pub fn new(
        file: &str,
        vocabulary: &Vocabulary,
        merges: impl IntoIterator<Item = (String, String)>,
        options: &Options,
    ) -> Result<Self> {
        let known = |token: &str| {
            vocabulary.id(token).ok_or_else(|| {
                let cause = format!("A merge names “{}”, which is not a token.", brief(token));
                let error = Error::new(Code::Vocabulary, file, cause);
                error.hint("Take merges and vocabulary that were saved together.")
            })
        };
        let mut ranks = HashMap::new();
        for (rank, (left, right)) in merges.into_iter().enumerate() {
            let pair = (known(&left)?, known(&right)?);
            let merge = Merge { rank: rank as u32, id: known(&format!("{left}{right}"))? };
            if ranks.insert(pair, merge).is_some() {
                let cause = format!("“{} {}” is merged twice.", brief(&left), brief(&right));
                let error = Error::new(Code::Vocabulary, file, cause);
                return Err(error.hint("Take the file that was saved with the model."));
            }
        }
        let mut name = [0; 4];
        let bytes = bytes::chars().map(|char| vocabulary.id(char.encode_utf8(&mut name)));
        let whole = options.ignore_merges.then(|| {
            let spelt = |id: u32| {
                let token = vocabulary.token(id)?;
                Some((token.chars().map(bytes::byte_of).collect::<Option<Box<[u8]>>>()?, id))
            };
            (0..vocabulary.size() as u32).filter_map(spelt).collect()
        });
        Ok(Self {
            bytes: bytes.to_vec(),
            merges: ranks,
            unknown: options.unknown,
            fuse_unknown: options.fuse_unknown,
            whole,
        })
    }

    /// The tokens of a word: `found(id, first byte, last + 1)`. A byte that no token has and no
    /// unknown token stands for is left out, as tokenizers does.
    pub fn tokens(&self, word: &[u8], mut found: impl FnMut(u32, usize, usize)) {
        if let Some(id) = self.whole.as_ref().and_then(|whole| whole.get(word)) {
            found(*id, 0, word.len());
            return;
        }
        let mut symbols = self.symbols(word);
        self.merge(&mut symbols);
        for symbol in symbols.iter().filter(|symbol| symbol.length > 0) {
            found(symbol.id, symbol.start as usize, (symbol.start + symbol.length) as usize);
        }
    }

    /// One symbol a byte.
    fn symbols(&self, word: &[u8]) -> Vec<Symbol> {
        let mut symbols: Vec<Symbol> = Vec::with_capacity(word.len());
        let mut is_after_unknown = false;
        for (start, byte) in word.iter().enumerate() {
            let known = self.bytes[usize::from(*byte)];
            let is_unknown = known.is_none();
            if let Some(last) = symbols.last_mut()
                && is_unknown
                && is_after_unknown
                && self.fuse_unknown
            {
                last.length += 1;
                continue;
            }
            is_after_unknown = is_unknown;
            let Some(id) = known.or(self.unknown) else { continue };
            symbols.push(Symbol { id, start: start as u32, length: 1, before: NONE, after: NONE });
        }
        let count = symbols.len() as u32;
        for (at, symbol) in (0..count).zip(&mut symbols) {
            symbol.before = at.checked_sub(1).unwrap_or(NONE);
            symbol.after = if at + 1 < count { at + 1 } else { NONE };
        }
        symbols
    }

    /// Merges the earliest learnt pair, the leftmost of equals, until there is none.
    fn merge(&self, symbols: &mut [Symbol]) {
        let mut queue = BinaryHeap::new();
        let pair = |symbols: &[Symbol], at: u32| {
            let left = symbols[at as usize];
            let right = symbols.get(left.after as usize)?;
            let merge = self.merges.get(&(left.id, right.id))?;
            Some(Reverse((merge.rank, at, merge.id)))
        };
        queue.extend((0..symbols.len() as u32).filter_map(|at| pair(symbols, at)));
        while let Some(Reverse((rank, at, id))) = queue.pop() {
            // What the queue knew may be gone, or merged with something else.
            if symbols[at as usize].length == 0
                || pair(symbols, at) != Some(Reverse((rank, at, id)))
            {
                continue;
            }
            let right = symbols[at as usize].after;
            let Symbol { length, after, .. } = symbols[right as usize];
            symbols[right as usize].length = 0;
            let left = &mut symbols[at as usize];
            left.id = id;
            left.length += length;
            left.after = after;
            let before = left.before;
            if let Some(next) = symbols.get_mut(after as usize) {
                next.before = at;
            }
            queue.extend(pair(symbols, at));
            if before != NONE {
                queue.extend(pair(symbols, before));
            }
        }
    }
}

/// The two tokens of a merge, with a space between.
///
/// # Errors
/// `vocabulary` for a line of another form.
pub fn merge(file: &str, line: &str) -> Result<(String, String)> {
    match line.split_once(' ') {
        Some((left, right)) if !left.is_empty() && !right.is_empty() && !right.contains(' ') => {
            Ok((left.to_owned(), right.to_owned()))
        }
        _ => {
            let cause = format!("The merge “{}” is not two tokens.", brief(line));
            let error = Error::new(Code::Vocabulary, file, cause);
            Err(error.hint("Write the two with one space between."))
        }
    }
}
