// Where this site is: the page may be part of it, or a page of another site that shows the element.

// Built, this file is part of one in assets/; while it is written, it is in www/lib/.
const up = import.meta.env?.DEV ? '../../' : '../';

/** The folder of the page of this site, for links that lead to it. */
export const site = new URL(up, import.meta.url).href;

/** Does the page around the element come from elsewhere? Its origin is 'null' in a sandbox. */
export const foreign = new URL(site).origin !== self.origin;
