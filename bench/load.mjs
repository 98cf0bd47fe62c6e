// The gateway's side of callbacks, in a process of its own: a batch is prepared first and sent without any other work.
import { callsUnknown, toRequest } from './lib/callback-requests.mjs';
import { openLanes } from './lib/lanes.mjs';
import { sendAtPace, sendAtOnce } from './lib/sending.mjs';

let requests = [];
let lanes = [];

const ORDERS = {
  prepare: async ({ base, calls, connections }) => {
    const url = new URL(base);
    const list = Array.isArray(calls) ? calls : callsUnknown(calls);
    requests = list.map((call) => toRequest(url, call));
    lanes = await openLanes(url, connections);
    return 'prepared';
  },
  send: async ({ perSecond }) => {
    const result = await (perSecond ? sendAtPace(lanes, requests, perSecond) : sendAtOnce(lanes, requests));
    for (const lane of lanes) lane.close();
    return result;
  },
};

const answer = async (message) => process.send(await ORDERS[message.order](message));

process.on('message', (message) => void answer(message));
process.once('disconnect', () => process.exit());
process.send('ready');
