import { startCalling } from '../telemetry/calling-app.mjs';

export const create = (url) => startCalling(url);
