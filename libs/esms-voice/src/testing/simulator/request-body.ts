import type { IncomingMessage } from 'node:http';

const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Reads a request body of at most 1 MB; undefined for a larger one, which is read to its end and dropped,
 * since a client that is answered while it still sends may lose the answer.
 */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= LARGEST_BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= LARGEST_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined;
}
