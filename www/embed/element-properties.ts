// The settings as properties of an element: each is the text of its attribute, as of any element of HTML.
import { type Embedded, propertyOf, type Setting, settingsOf } from './schema.ts';

/** What a program may set a property to. */
type Said = string | number | boolean | readonly string[] | null | undefined;

/** @param own the names that the element declares itself, or that every element has */
export function defineProperties(
  prototype: HTMLElement,
  element: Embedded,
  own: readonly string[],
) {
  for (const setting of settingsOf(element)) {
    const { name } = setting;
    if (own.includes(name)) continue;
    Object.defineProperty(prototype, propertyOf(name), {
      configurable: true,
      enumerable: true,
      get(this: HTMLElement) {
        return setting.kind === 'flag' ? this.hasAttribute(name) : (this.getAttribute(name) ?? '');
      },
      set(this: HTMLElement, said: Said) {
        const text = textOf(setting, said);
        if (text === null) this.removeAttribute(name);
        else this.setAttribute(name, text);
      },
    });
  }
}

/** What was set before the element was defined stands in front of its properties: it is set again. */
export function takeUp(host: HTMLElement, names: readonly string[]) {
  for (const name of names) {
    if (!Object.hasOwn(host, name)) continue;
    const own = host as unknown as Record<string, unknown>;
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}

function textOf({ kind }: Setting, said: Said) {
  if (said === null || said === undefined || (kind === 'flag' && said === false)) return null;
  if (kind === 'flag' && said === true) return '';
  return Array.isArray(said) ? said.join(' ') : String(said);
}
