import { once } from 'node:events';
import { connect } from 'node:net';

const OK = 'HTTP/1.1 200 ';
const END = '\r\n\r\nOK';

/** Keep-alive connections, one request at a time on each: raw sockets, so that the load costs less than the server. */
export const openLanes = ({ hostname, port }, count) =>
  Promise.all(Array.from({ length: count }, () => openLane(hostname, Number(port))));

async function openLane(host, port) {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  let answer = '';
  let pending = null;
  const settle = (error) => {
    const { resolve, reject } = pending ?? {};
    pending = null;
    if (error) reject?.(error);
    else resolve?.();
  };
  socket.on('data', (chunk) => {
    answer += chunk.latin1Slice();
    if (!answer.startsWith(OK)) return settle(new Error(`Not a 200: ${answer.slice(0, 40)}`));
    if (answer.endsWith(END)) settle(null);
  });
  socket.on('error', settle);
  socket.on('close', () => settle(new Error('The server closed the connection.')));
  return {
    /** Resolves once the whole answer is here; rejects where it is not the one expected. */
    send: (request) => {
      answer = '';
      return new Promise((resolve, reject) => {
        pending = { resolve, reject };
        socket.write(request);
      });
    },
    close: () => socket.destroy(),
  };
}
