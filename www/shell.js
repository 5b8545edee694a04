// Stands within the shells, where nothing has to be fetched for it: where the page cannot start, it says why.
(() => {
  const { protocol, pathname, search, hash } = location;
  const name = pathname.split('/').at(-1);
  const here = pathname.replace(/[^/]*$/, '');

  /** The reason, and where a link leads that is a way out. */
  const reason = (file) => {
    if (protocol === 'file:')
      return [
        `This page was opened as a file, and a browser does not run the program of such a page. The page needs a web server: in the folder of this page, run “python3 -m http.server” or “npx serve”, then open the address that is printed.`,
      ];
    if (!navigator.onLine)
      return ['You are offline. This page starts again by itself when you are online.'];
    if (self.origin === 'null')
      return [
        `This page stands in a frame whose sandbox gives it no origin. Either its server does not let such pages read its files, or the browser treats them as files of another site, as Safari does. Add allow-same-origin to the sandbox of the frame. Or have the server answer with “Access-Control-Allow-Origin: *” (CORS), and for Safari build the site for its address.`,
        'Open it in a new tab',
        location.href,
      ];
    if (name !== '' && !name.includes('.'))
      return [
        'The address of this page lacks the / at its end, so the browser looks for its files in the wrong place.',
        `Open ${here}${name}/`,
        `${here}${name}/${search}${hash}`,
      ];
    return [
      `A file of this page could not be loaded: ${file}. Load the page again. If that does not help, a part of the site is missing: tell the person who runs it.`,
    ];
  };

  const say = (file) => {
    const place = document.querySelector('.late');
    if (!place) return;
    const [text, label, address] = reason(file);
    place.className = '';
    place.setAttribute('role', 'alert');
    place.textContent = text;
    if (!address) return;
    const link = document.createElement('a');
    link.href = address;
    link.target = self.origin === 'null' ? '_blank' : '_self';
    link.textContent = label;
    place.append(' ', link);
  };

  addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLScriptElement)) return;
      addEventListener('online', () => location.reload());
      if (document.readyState === 'loading')
        addEventListener('DOMContentLoaded', () => say(target.src));
      else say(target.src);
    },
    true,
  );
})();
