// The content security policy of a page, for the address that its site is built for.
const POLICY = /(http-equiv="Content-Security-Policy"\s+content=")([^"]*)/;

/**
 * In a frame whose sandbox gives it no origin, WebKit lets 'self' stand for nothing, so that the page has none of
 * its own files: there the address lets them in. @param {string} html @param {string} site with its slash, or nothing
 */
export const policyFor = (html, site) =>
  site
    ? html.replace(
        POLICY,
        (_, start, policy) => start + policy.replaceAll("'self'", `'self' ${site}`),
      )
    : html;
