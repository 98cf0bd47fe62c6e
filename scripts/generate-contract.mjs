import { readFile } from 'node:fs/promises';
import { restDocument } from './contract/rest.mjs';
import { simulatorDocument } from './contract/simulator.mjs';
import { voiceDocument } from './contract/voice.mjs';
import { writeGenerated } from './lib/generated-files.mjs';
import { fromRoot } from './lib/paths.mjs';

const FOLDER = 'libs/esms-voice/contract';

const codes = (await read('libs/esms-voice/codes/gateway-codes.json')).toSorted((a, b) => a.code - b.code);
const samples = {
  otp: await sample('voice-otp'),
  template: await sample('voice-template'),
  recording: await sample('voice-recording'),
  status: await sample('status'),
};

const documents = {
  rest: restDocument({ codes, samples }),
  voice: voiceDocument({ codes, samples }),
  simulator: simulatorDocument(),
};
const named = Object.entries(documents).map(([name, document]) => [
  `${FOLDER}/${name}.openapi.json`,
  JSON.stringify(document),
]);
await writeGenerated(Object.fromEntries(named), 'npm run contract');

async function read(file) {
  return JSON.parse(await readFile(fromRoot(file), 'utf8'));
}

function sample(name) {
  return read(`test/gateway-samples/${name}.json`);
}
