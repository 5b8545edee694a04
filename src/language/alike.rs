//! Letters of other alphabets that look like those of ASCII: typed on another keyboard, or pasted.

/// A name as it looks in ASCII; none where a letter of it looks like none there, or where it is in ASCII.
#[must_use]
pub fn alike(name: &str) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let letters = name.chars().map(|c| if c.is_ascii() { Some(c) } else { latin(c) });
    letters.collect()
}

/// The sign of ASCII that one looks like.
fn latin(c: char) -> Option<char> {
    const ALIKE: &[(&str, char)] = &[
        ("аα", 'a'),
        ("е", 'e'),
        ("і", 'i'),
        ("ј", 'j'),
        ("к", 'k'),
        ("ℓ", 'l'),
        ("о\u{3bf}", 'o'),
        ("р", 'p'),
        ("с", 'c'),
        ("ѕ", 's'),
        ("υ", 'u'),
        ("ν", 'v'),
        ("ԝ", 'w'),
        ("х", 'x'),
        ("у", 'y'),
        ("А\u{391}", 'A'),
        ("В\u{392}", 'B'),
        ("С", 'C'),
        ("Е\u{395}", 'E'),
        ("Н\u{397}", 'H'),
        ("К\u{39a}", 'K'),
        ("М\u{39c}", 'M'),
        ("\u{39d}", 'N'),
        ("О\u{39f}", 'O'),
        ("Р\u{3a1}", 'P'),
        ("Т\u{3a4}", 'T'),
        ("Х\u{3a7}", 'X'),
        ("’′", '\''),
    ];
    ALIKE.iter().find(|(others, _)| others.contains(c)).map(|(_, own)| *own)
}
