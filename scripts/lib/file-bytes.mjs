// `file?bytes` is how many bytes a file has: for what is said before it is fetched.
import { statSync } from 'node:fs';

const QUERY = '?bytes';

/** @returns {import('vite').Plugin} */
export const fileBytes = () => ({
  name: 'file-bytes',
  enforce: 'pre',
  load: (id) =>
    id.endsWith(QUERY) ? `export default ${statSync(id.slice(0, -QUERY.length)).size};` : null,
});
