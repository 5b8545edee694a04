// The author of an element or of a frame: what was written, read.
import { Author } from './author.ts';
import { readQuery } from './frame-query.ts';
import { readAttributes } from './read-settings.ts';

/** @param properties those that have no attribute */
export const authorOf = (host: Element, properties: Record<string, string>) =>
  new Author(readAttributes('playground', host, properties), { ownState: true });

export const authorOfFrame = (search: string) => new Author(readQuery('playground', search));
