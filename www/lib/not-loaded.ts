// What is said where a part of the page that comes late could not be had.

/** @param part as a person calls it, such as “Embed” */
export const notLoaded = (part: string, error: unknown) =>
  `${part} could not be loaded: load the page again. The browser says: ${(error as Error).message}`;
