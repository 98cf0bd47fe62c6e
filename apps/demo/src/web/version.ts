import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../../package.json', import.meta.url);

/** The demo's own. */
export const { version: DEMO_VERSION } = JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string };
