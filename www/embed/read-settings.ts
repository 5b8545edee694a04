// What an author has written, as settings; what cannot be read is said, with the nearest that can.
import { nearestNamed } from '../lib/nearest-name.ts';
import { quoted } from '../lib/quoted.ts';
import { type Embedded, propertyOf, type Setting, type Settings, settingsOf } from './schema.ts';

export interface Read {
  settings: Settings;
  /** What has no name in the table: inputs of a variant, perhaps. */
  others: [name: string, text: string][];
  /** What is to be said of it, a sentence each. */
  remarks: string[];
}

/** @param given names as attributes have them, with their texts */
export function readSettings(element: Embedded, given: Iterable<readonly [string, string]>): Read {
  const known = settingsOf(element);
  const settings: Settings = {};
  const others: Read['others'] = [];
  const remarks: string[] = [];
  for (const [name, text] of given) {
    const setting = known.find((one) => one.name === name);
    if (!setting) {
      others.push([name, text]);
      continue;
    }
    const { value, remark } = readValue(setting, text);
    if (remark) remarks.push(remark);
    if (value !== undefined) Object.assign(settings, { [propertyOf(name)]: value });
  }
  return { settings, others, remarks };
}

/** A name that is none, in words. @param more names that are known besides */
export function unknownName(element: Embedded, name: string, more: string[] = []) {
  const names = [...settingsOf(element).map((one) => one.name), ...more];
  const near = nearestWord(names, name);
  return `No setting is called ${quoted(name)}${near ? `; the nearest is ${quoted(near)}` : ''}.`;
}

/** @returns the words that are known; of the others is said what they are not */
export function knownWords(what: string, words: readonly string[], known: readonly string[]) {
  const remarks: string[] = [];
  const taken = words.flatMap((word) => {
    if (known.includes(word)) return [word];
    const near = nearestWord(known, word);
    remarks.push(
      near
        ? `${what} has no ${quoted(word)}: the nearest is ${quoted(near)}, which is taken.`
        : `${what} has no ${quoted(word)}. There are ${listed(known)}.`,
    );
    return near ? [near] : [];
  });
  return { words: [...new Set(taken)], remarks };
}

function readValue(setting: Setting, text: string): { value?: unknown; remark?: string } {
  const { name } = setting;
  const trimmed = text.trim();
  if (setting.kind === 'flag') return flag(name, trimmed);
  if (trimmed === '') return {};
  if (setting.kind === 'text') return { value: text };
  if (setting.kind === 'address') return address(name, trimmed);
  if (setting.kind === 'number') return number(name, trimmed, setting.range);
  const isChoice = setting.kind === 'choice';
  const words = isChoice ? [trimmed] : trimmed.split(/[\s,]+/).filter(Boolean);
  if (!setting.values) return { value: words };
  const lower = words.map((word) => word.toLowerCase());
  const { words: taken, remarks } = knownWords(`“${name}”`, lower, setting.values);
  const remark = remarks.join(' ');
  if (taken.length === 0) return { remark };
  return { value: isChoice ? taken[0] : taken, remark };
}

/** As HTML has it, that it is there is enough. */
function flag(name: string, text: string) {
  const word = text.toLowerCase();
  if (['', 'true', 'yes', '1', name].includes(word)) return { value: true };
  if (['false', 'no', '0'].includes(word)) return { value: false };
  const remark = `“${name}” is there or is not: ${quoted(text)} is taken as “yes”.`;
  return { value: true, remark };
}

/** A script is not the address of a site. */
function address(name: string, text: string) {
  const start = globalThis.document?.baseURI;
  const url = URL.canParse(text, start) ? new URL(text, start) : null;
  if (url && /^https?:$/.test(url.protocol)) {
    const folder = url.pathname.replace(/[^/]*\.html?$/, '').replace(/\/?$/, '/');
    return { value: url.origin + folder };
  }
  return { remark: `“${name}” is not the address of a site: ${quoted(text)}.` };
}

function number(name: string, text: string, [least, most]: readonly [number, number]) {
  const value = Number(text.replace(/px$/, ''));
  if (value >= least && value <= most) return { value };
  return { remark: `“${name}” is a number from ${least} to ${most}, not ${quoted(text)}.` };
}

function nearestWord(known: readonly string[], word: string) {
  const named = known.map((id) => ({ id, title: id, name: id }));
  return nearestNamed(named, word)?.id;
}

const listed = (words: readonly string[]) => new Intl.ListFormat('en').format(words);

/** Attributes that every element may have, and those of frameworks. */
const ANYBODYS =
  /^(?:accesskey|autofocus|class|contenteditable|dir|draggable|enterkeyhint|exportparts|hidden|id|inert|inputmode|is|item\w+|lang|nonce|part|popover|role|slot|spellcheck|style|tabindex|title|translate|page|worksheet|(?:data|aria|ng|v|x|hx|wire)-.*|js\w+|on\w+|.*[^a-z0-9-].*)$/;

/** What an element's attributes say. @param properties of those that have no attribute */
export function readAttributes(
  element: Embedded,
  host: Element,
  properties: Record<string, string> = {},
): Read {
  const written = [...host.attributes].map(({ name, value }): [string, string] => [name, value]);
  const all = [...new Map([...Object.entries(properties), ...written])];
  const own = settingsOf(element).map(({ name }) => name);
  return readSettings(
    element,
    all.filter(([name]) => own.includes(name) || isInput(name) || !ANYBODYS.test(name)),
  );
}

/** `q`, `w_q`, `prev_k`: of these a framework has none. */
const isInput = (name: string) => /^(?:[a-z]|[a-z]+_[a-z]+)$/.test(name);
