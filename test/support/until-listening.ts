import { connect } from 'node:net';
import { until } from './until.js';

/** Waits until somebody listens at this port of loopback: Nest says that it has started just before. */
export const untilListening = (port: number): Promise<void> => until(() => isListening(port), 10_000);

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
