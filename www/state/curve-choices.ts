// Which curves can be drawn beside each other: every variant that grows with the same letter.

/** @typedef {import('./edits.js').VariantInfo} VariantInfo */
/** @typedef {import('./edits.js').Value} Value */
/**
 * `id` is what links call it: a variant, and where its features have a choice of widths, the map.
 * @typedef {{id: string, name: string, info: VariantInfo, params: Record<string, Value>}} Series
 */

export const MOST_CURVES = 4; // as many as can be told apart without colour

const MAP = 'feature_map';

/** A cache grows with n, a sequence with N. @param {VariantInfo} info */
export const sequenceLetter = ({ axes }) => (axes.some(({ letter }) => letter === 'n') ? 'n' : 'N');

/** @param {VariantInfo} info @param {Value} [map] @param {Record<string, Value>} [params] @returns {Series} */
function seriesOf(info, map, params = {}) {
  const choice = info.params
    .find(({ name }) => name === MAP)
    ?.choices.find(({ value }) => value === map);
  if (!choice) return { id: info.id, name: info.title, info, params };
  const name = `${info.title}, ${choice.label.replaceAll(' ', '\u00a0')}\u00a0map`;
  return { id: `${info.id}.${map}`, name, info, params: { ...params, [MAP]: choice.value } };
}

/** The curve of a variant with these parameters. @param {VariantInfo} info @param {Record<string, Value>} params */
export const ownSeries = (info, params) =>
  seriesOf(info, params[MAP] ?? info.params.find(({ name }) => name === MAP)?.default, params);

/** Every curve that grows with a letter. @param {VariantInfo[]} variants @param {string} letter @returns {Series[]} */
export function offered(variants, letter) {
  const grow = variants.filter((info) => sequenceLetter(info) === letter);
  return grow.flatMap((info) => {
    const maps = info.params.find(({ name }) => name === MAP)?.choices ?? [];
    if (maps.length === 0) return [seriesOf(info)];
    return maps.map(({ value }) => seriesOf(info, value));
  });
}

/** The curves that are drawn: a variant's own first, then the chosen ones that fit beside it. @param {VariantInfo[]} variants @param {Series} own @param {string[]} chosen ids */
export function drawn(variants, own, chosen) {
  const others = offered(variants, sequenceLetter(own.info)).filter(({ id }) => id !== own.id);
  // In the order of the choice, so that one more curve leaves the others as they are.
  const wanted = chosen.flatMap((id) => others.filter((other) => other.id === id));
  return [own, ...new Set(wanted)].slice(0, MOST_CURVES);
}
