// Addresses outside of this site that the page speaks of. One that is empty here is not printed.

/** The homework that the labs are about. */
export const HOMEWORK = 'EECS 182 Homework 9';

export const addresses = {
  /** The sheet of the homework. */
  sheet: '',
  /** The notebook of its question 5. */
  notebook: '',
  /** The source of this site. */
  source: '',
};
