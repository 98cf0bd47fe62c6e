import { writeFile } from 'node:fs/promises';
import 'reflect-metadata';
import { build } from './lib/build.mjs';
import { fromRoot } from './lib/paths.mjs';

// docs/openapi.json, as the demo tells it at /docs-json.
await build();
const { createDemo } = await import(fromRoot('apps/demo/dist/create-demo.js'));
const { readSettings } = await import(fromRoot('apps/demo/dist/settings/read-settings.js'));
const { OpenApi } = await import(fromRoot('apps/demo/dist/docs/open-api.service.js'));

const app = await createDemo(readSettings({ LOG_LEVEL: 'silent' }).settings);
await app.init();
const document = await app.get(OpenApi).document();
await writeFile(fromRoot('docs/openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
await app.close();
