// Question 7 of the sheet: sources, study group and hours, which are for one's own words.

/** What they are kept as, beside the labs, and what each of them asks. */
export const CREDITS = {
  id: 'credits',
  parts: {
    sources: '(a) Which sources did you use?',
    group: '(b) With whom did you work?',
    hours: '(c) How many hours did it take, roughly?',
  },
};
