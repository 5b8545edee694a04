// A link that cannot be read.

/** What a link cannot be read for, in words for the person who followed it. */
export class BrokenLink extends Error {}

export const LATER = 'it was made by a later version of the playground';
