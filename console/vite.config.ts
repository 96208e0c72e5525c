import { defineConfig } from 'vite'
import { precompress } from './precompress.ts'

/** The server puts a fresh value in its place with every page; styles that scripts add carry it. */
const NONCE = '__CSP_NONCE__'

export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  html: { cspNonce: NONCE },
  build: {
    manifest: true,
    target: 'es2023',
    // Newer than what is assumed for scripts: `light-dark()` and nesting are left as they are written.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // What is written into a page as a data: URL is what a strict policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    // The library marks what runs in browsers; here everything does.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  plugins: [precompress()],
})
