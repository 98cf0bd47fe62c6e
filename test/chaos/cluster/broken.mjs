// A process of the demo that repeats blindly: its ring-once is broken on purpose, and must be caught.
import 'reflect-metadata';
import { EsmsVoiceService } from 'nestjs-esms-voice';
import { createDemo } from '../../../apps/demo/dist/create-demo.js';
import { readSettings } from '../../../apps/demo/dist/settings/read-settings.js';
import { breakRingOnce } from '../lib/break-ring-once.mjs';

const { settings } = readSettings(process.env, process.argv[2]);
const app = await createDemo(settings);
breakRingOnce(app.get(EsmsVoiceService, { strict: false }));
await app.listen(settings.port, settings.host);
console.log('is ready');
