import twilio from 'twilio';
import { body } from './call.mjs';

/** twilio-node's `calls.create` on its own keep-alive client, pointed at the benchmark's server. */
export async function create(url) {
  const httpClient = new twilio.RequestClient({ keepAlive: true });
  const request = httpClient.request.bind(httpClient);
  httpClient.request = (options) => request({ ...options, uri: options.uri.replace('https://api.twilio.com', url) });
  const client = twilio(`AC${'0'.repeat(32)}`, 'bench-token', { httpClient });
  return () => {
    const { Content, CallbackUrl } = body();
    const twiml = `<Response><Say>${Content}</Say></Response>`;
    return client.calls.create({ to: '+84901888484', from: '+84901888485', twiml, statusCallback: CallbackUrl });
  };
}
