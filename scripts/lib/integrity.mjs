// What a page can check of the files that it loads: the SHA-384 of every one, as browsers write it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** @param {string | Uint8Array} bytes */
export const digest = (bytes) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;

/** Every file below a folder, by its path. @param {string} folder @returns {Record<string, string>} */
export function integrityOf(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    files
      .sort()
      .map((file) => [
        file.slice(folder.length + 1).replaceAll(sep, '/'),
        digest(readFileSync(file)),
      ]),
  );
}

/**
 * What a course page says before it loads the playground, so that no module runs whose bytes are others:
 * also those that modules load. @param {string} site @param {Record<string, string>} files
 */
export const importMap = (site, files) => ({
  integrity: Object.fromEntries(
    Object.entries(files)
      .filter(([file]) => file.endsWith('.js'))
      .map(([file, hash]) => [site + file, hash]),
  ),
});
