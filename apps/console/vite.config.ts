import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm start` serves the demo: `npx vite apps/console` beside it gives pages that change while one edits them. */
const DEMO = process.env['DEMO_URL'] ?? 'http://127.0.0.1:3000';
const ROUTES = '^/(calls|events|batches|verifications|balance|health|stats|simulator|console)(/|$|\\?)';

export default defineConfig({
  plugins: [react()],
  // Nothing may stand inside the page that its Content-Security-Policy refuses.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, target: 'es2022', reportCompressedSize: false },
  server: { proxy: { [ROUTES]: DEMO } },
});
