// The other side of every benchmark: an HTTP server in a process of its own that answers at once.
import { createServer } from 'node:http';

const TWILIO_CALL = JSON.stringify({ sid: 'CA0', status: 'queued', to: '+84901888484', date_created: null });
let calls = 0;

const server = createServer((request, response) => {
  request.resume();
  // `/slow-50/…`: it takes its time.
  const slowMs = Number(/^\/slow-(\d+)\//.exec(request.url)?.[1] ?? 0);
  const answerThis = () => answer(request, response);
  request.once('end', () => void (slowMs === 0 ? answerThis() : setTimeout(() => answerThis(), slowMs)));
});

function answer({ url }, response) {
  calls += 1;
  const isTwilio = url.startsWith('/2010-04-01/');
  const body = isTwilio ? TWILIO_CALL : `{"CodeResult":"100","CountRegenerate":0,"SMSID":"bench-${calls}"}`;
  response.writeHead(isTwilio ? 201 : 200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.once('disconnect', () => process.exit());
