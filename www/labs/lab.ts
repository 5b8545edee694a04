// What a lab is to the pages of labs: a question of the sheet, its element, and its thumbnail.
import type { SVGTemplateResult } from 'lit';
import type { Ask } from '../core/query.ts';
import type { Settings } from '../state/url/lab-codec.ts';
import type { Part } from './parts/progress.ts';

/** A question, as the sheet has it. */
export interface Question {
  /** What the address calls it. */
  id: string;
  /** Of the question on the sheet. */
  number: string;
  title: string;
  /** In one line. */
  question: string;
  /** What the sheet asks, one line a part. */
  parts: Part[];
}

export interface Lab extends Question {
  /** How the workbench is opened on the same. */
  workbench: string;
  /** Of the element that shows it. */
  tag: string;
  /** Defines the element. */
  load: () => Promise<unknown>;
  /** Loads what draws its thumbnail. */
  thumbnail: () => Promise<{ thumbnail: Thumbnail }>;
  /** Loads how its answers stand in a text. */
  inText: () => Promise<InText>;
}

/** Answers in a text: what was asked, by the settings that hold them, and what is said for one. */
export interface InText {
  labels: Readonly<Record<string, string>>;
  /** Of a smaller part of the sheet, also of one's own words on it: `(i)`. */
  numbers?: Readonly<Record<string, string>>;
  /** What stands in a field as it comes, which nobody has answered. */
  starts?: Readonly<Record<string, string>>;
  /** What else was chosen for an answer, such as a text of one's own. */
  besides?: (name: string, settings: Settings) => { label: string; text: string } | null;
  textOf?: (name: string, text: string) => string;
}

/** A drawing of 112 by 72, computed from what a person has set in the lab. */
export type Thumbnail = (ask: Ask, settings: Settings) => Promise<SVGTemplateResult>;
