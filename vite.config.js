// Bundle index.html and www/ into dist/: plain files that work from any folder of any static host.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  publicDir: 'www/public',
  build: {
    target: 'es2023',
    // These know light-dark(), so that it is kept: an element can ask for the colours of paper.
    cssTarget: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    // Files stay files: the page's content security policy allows no inline script or data address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  // Thousands of files that the page never loads.
  server: { watch: { ignored: ['**/target/**', '**/.tools/**'] } },
});
