// What mail, chats, documents and counters of visits do to a link on its way, undone before it is read.

/** A link that would be taken for a damaged one says so at its end: then it is read as it stands. */
const AS_IT_STANDS = 'version=1';

/** Names that counters of visits add. None is one of ours. */
const COUNTERS =
  /^(utm_\w+|(fb|g|d|ms|y|tw|tt|wick)clid|[gw]braid|gad_\w+|srsltid|_openstat|vero_\w+|oly_\w+|trk\w*|xtor|igsh(id)?|mc_[ce]id|_hs(enc|mi)|mkt_tok|li_fat_id|mibextid|_g[al]|pk_\w+|mtm_\w+|ref(_src|_url)?|si)$/i;

/** A name that a counter of visits has added to an address. */
export const isCounter = (name: string) => COUNTERS.test(name);

/** The words that a browser is to show on the page of a link: `:~:text=Scores`. */
const DIRECTIVE = /&?(?::|%3A)~(?::|%3A).*$/i;

/** What stands behind a link in a text. An opened bracket may be of the link, and closes in it. */
const BEHIND =
  /(?:[)\]}>"'`.,;:!?*|/\u200d]|&(?:quot|gt|lt|apos|nbsp|#39);|%(?:22|3E|5D|7D|60|7C|20)|%C2%(?:A0|BB)|%E2%80%(?:9[89CD]|A6|8B)|%E3%80%8[2D]|%EF%BC%(?:89|8C)|\s)$/i;
/** Where a mail or a chat has broken a line: no cell of a link has one. */
const BROKEN = /=(?:\r?\n|%0D%0A|%0A)|\s+|%0D|%0A|%E2%80%8B|\u200b/gi;
const OPENED: Record<string, string> = {
  ...{ ')': '(', ']': '[', '}': '{' },
  ...{ '%5D': '%5B', '%7D': '%7B' },
};

/** @returns the link without its #, and the names that were left out */
export function mendedLink(link: string): { text: string; left: string[] } {
  const bare = link.trim().replace(/^(?:#?(?:[a-z]+:)?\/\/[^#]*(?:#|$)|[^#?&=]*#)/i, '');
  const ours = withoutEnd(bare);
  if (ours.split(/[?&]/).includes(AS_IT_STANDS)) return { text: ours, left: [] };
  const { text, left } = withoutCounters(withoutEnd(withMarks(bare)));
  return { text: withSeparators(withoutEnd(text)), left };
}

/** The marks between the names and their values, as they were written. */
function withMarks(link: string) {
  let text = link.replace(DIRECTIVE, '').replace(BROKEN, '');
  // Markdown writes a stroke before marks that it would read otherwise.
  text = text.replace(/\\(?=[_&=#?*~])/g, '');
  if (/^[^?~&=]*%(?:25)*(?:3F|7E)/i.test(text)) text = decoded(text);
  // A mail writes = as =3D, where it writes it so at all; a text in JSON writes & by its number.
  if (!/=(?!3D)/.test(text)) text = text.replaceAll('=3D', '=');
  text = text.replace(/(?:\\|%5C)u0026/gi, '&');
  text = text.replace(/&(?:amp;|#0*38;|#x0*26;)+/gi, '&');
  // A mark before a name and its value parts two of them.
  text = text.replace(/%(?:25)*26(?=[a-z][\w.-]*(?:=|%(?:25)*3D))/gi, '&');
  return text.replace(/^([^?&]*)&/, '$1?');
}

/** The text of a link, with # or without, so written that mending changes nothing in it. */
export function lasting(link: string) {
  const bare = link.replace(/^#/, '');
  if (mendedLink(bare).text === bare) return link;
  return `${link}${bare.includes('?') ? '&' : '?'}${AS_IT_STANDS}`;
}

function withoutEnd(text: string): string {
  const [end = ''] = BEHIND.exec(text) ?? [];
  const opened = OPENED[end.toUpperCase()];
  const count = (mark: string) => text.toUpperCase().split(mark.toUpperCase()).length;
  // The present state, alone in a comparison, is written as a full stop.
  const isValue = text.endsWith('=.');
  if (end === '' || isValue || (opened && count(opened) >= count(end))) return text;
  return withoutEnd(text.slice(0, -end.length));
}

function withoutCounters(text: string) {
  const left: string[] = [];
  const [id, ...parts] = text.split(/[?&]/);
  const kept = parts.filter((part) => {
    const [name] = part.split('=', 1);
    if (!COUNTERS.test(name)) return true;
    left.push(name);
    return false;
  });
  if (left.length === 0) return { text, left };
  return { text: kept.length > 0 ? `${id}?${kept.join('&')}` : id, left };
}

/** Who writes every mark as a code leaves none that parts the cells. */
function withSeparators(text: string) {
  const plain = /%25(?:25)*(?:2C|3B)/i.test(text) ? text.replace(/%(?:25)+/g, '%') : text;
  return [',', ';', ':', '='].reduce((text, mark) => {
    const code = encodeURIComponent(mark);
    return text.includes(mark) ? text : text.replace(new RegExp(code, 'gi'), mark);
  }, plain);
}

/** As often as it was written as codes. */
function decoded(text: string): string {
  try {
    const once = decodeURIComponent(text);
    return once !== text && /^[^?~&=]*%(?:25)*(?:3F|7E)/i.test(once) ? decoded(once) : once;
  } catch {
    return text;
  }
}

/** What was left out, in words, or nothing. */
export function leftOut(names: string[]) {
  if (names.length === 0) return '';
  const all = new Intl.ListFormat('en').format(names.map((name) => `“${name}”`));
  return `This link also gives ${all}, which counts visits and was left out.`;
}
