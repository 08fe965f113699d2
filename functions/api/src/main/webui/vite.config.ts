import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Puts a `.br` beside each script: API Gateway does not compress, and a browser that takes brotli gets this one. It is made of
 * the files as they were written, since Vite still edits the scripts after every plugin has seen them.
 */
function precompressed(): Plugin {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return {
    name: 'precompressed',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const { fileName } of Object.values(bundle).filter(({ type }) => type === 'chunk')) {
        const file = join(dir, fileName);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params }));
      }
    },
  };
}

/** While developing, every address of the UI gives its one page, as the api function does. */
function onePage(): Plugin {
  return {
    name: 'one-page',
    configureServer(server) {
      server.middlewares.use((request, _, next) => {
        if (request.headers.accept?.includes('text/html') && /^\/($|callback|projects)/.test(request.url ?? '')) {
          request.url = '/app.html';
        }
        next();
      });
    },
  };
}

export default defineConfig({
  plugins: [react(), precompressed(), onePage()],
  build: {
    manifest: 'manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'app.html' },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/config.json', '/oidc', '/openapi'].map((path) => [
        path,
        process.env['SLUICE_URL'] ?? 'http://127.0.0.1:8080',
      ]),
    ),
  },
});
