//! A text on its way through an editor: with each key a page asks for several things of it, and all
//! but one of its lines are those of the text before.

use std::rc::Rc;

use crate::base::error::Result;
use crate::language::check::Text;
use crate::language::program::OwnProgram;
use crate::language::report::{ProgramReport, read};

/// What was read last.
#[derive(Default)]
pub struct Cache {
    /// The lines of the last text, right or wrong.
    lines: Text,
    /// The last program, with its text.
    program: Option<(String, Rc<OwnProgram>)>,
}

impl Cache {
    /// What a text has, and what is wrong with it.
    pub fn report(&mut self, text: &str) -> ProgramReport {
        let read = read(text, &self.lines);
        self.lines = read.lines;
        if let Some(program) = read.program {
            self.program = Some((text.to_owned(), Rc::new(program)));
        }
        read.report
    }

    /// The program of a text.
    ///
    /// # Errors
    /// Those of [`OwnProgram::read`].
    pub fn program(&mut self, text: &str) -> Result<Rc<OwnProgram>> {
        if let Some((of, program)) = &self.program
            && of == text
        {
            return Ok(Rc::clone(program));
        }
        let program = Rc::new(OwnProgram::read(text)?);
        self.program = Some((text.to_owned(), Rc::clone(&program)));
        Ok(program)
    }
}
