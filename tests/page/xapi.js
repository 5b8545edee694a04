// What is wrong with a statement, by the rules of xAPI 1.0.3 (Part Two: Data) for what ours hold.

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isAddress = (value) => typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value);
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** Of an object: which members it may have, and what each has to be. */
const MEMBERS = {
  statement: ['actor', 'verb', 'object', 'result', 'timestamp'],
  actor: ['objectType', 'account'],
  account: ['homePage', 'name'],
  verb: ['id', 'display'],
  object: ['objectType', 'id', 'definition'],
  definition: ['name', 'type', 'interactionType'],
  result: ['success', 'response', 'score', 'completion', 'extensions'],
  score: ['raw', 'min', 'max', 'scaled'],
};

/** @returns {string[]} each fault in words; none where an LRS takes the statement */
export function xapiFaults(statement) {
  const faults = [];
  const must = (holds, words) => {
    if (!holds) faults.push(words);
  };
  const part = (name, value) => {
    must(isObject(value), `${name} is no object`);
    const { [name]: members } = MEMBERS;
    for (const member of Object.keys(value ?? {}))
      must(members.includes(member), `${name} has ${member}`);
    return value ?? {};
  };
  const words = (name, map) => {
    must(isObject(map) && Object.keys(map).length > 0, `${name} has no language`);
    for (const [language, text] of Object.entries(map ?? {})) {
      must(Intl.getCanonicalLocales(language).length === 1, `${name}: ${language}`);
      must(typeof text === 'string', `${name}: ${typeof text}`);
    }
  };
  const { actor, verb, object, result, timestamp } = part('statement', statement);
  // Whoever keeps records may put an actor of theirs there; else it names an account.
  if (actor !== undefined) {
    const { account, objectType } = part('actor', actor);
    must(objectType === undefined || objectType === 'Agent', `an actor is ${objectType}`);
    const { homePage, name } = part('account', account);
    must(isAddress(homePage), `homePage ${homePage}`);
    must(typeof name === 'string' && name !== '', 'the account has no name');
  }
  const { id: verbId, display } = part('verb', verb);
  must(isAddress(verbId), `verb ${verbId}`);
  words('verb', display);
  const { id, objectType = 'Activity', definition } = part('object', object);
  must(isAddress(id), `object ${id}`);
  must(objectType === 'Activity', `object is ${objectType}`);
  const { name, type, interactionType } = part('definition', definition);
  words('definition', name);
  must(isAddress(type), `type ${type}`);
  must(interactionType === 'other', `interactionType ${interactionType}`);
  const { success, completion, response, score, extensions } = part('result', result);
  must(typeof success === 'boolean', `success ${success}`);
  must(typeof completion === 'boolean', `completion ${completion}`);
  must(typeof response === 'string', `response ${typeof response}`);
  const { raw, min, max, scaled } = part('score', score);
  must(isNumber(scaled) && scaled >= -1 && scaled <= 1, `scaled ${scaled}`);
  must([raw, min, max].every(isNumber) && min < max, `min ${min}, max ${max}`);
  must(min <= raw && raw <= max, `raw ${raw}`);
  for (const key of Object.keys(extensions ?? {})) must(isAddress(key), `extension ${key}`);
  must(/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/.test(timestamp), `timestamp ${timestamp}`);
  const again = JSON.parse(JSON.stringify(statement));
  must(JSON.stringify(again) === JSON.stringify(statement), 'JSON changes it');
  return faults;
}
