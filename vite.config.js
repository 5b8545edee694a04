// Bundle the pages and www/ into dist/: plain files that work from any folder of any static host.
import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  publicDir: 'www/public',
  build: {
    target: 'es2023',
    // Files stay files: the page's content security policy allows no inline script or data address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'labs.html'] },
  },
  worker: { format: 'es' },
  // Thousands of files that the page never loads.
  server: { watch: { ignored: ['**/target/**', '**/.tools/**'] } },
});
