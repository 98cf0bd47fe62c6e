import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fastifyStatic } from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Beside the demo, whether it runs compiled or from its sources. */
const FOLDER = fileURLToPath(new URL('../../../console/dist/', import.meta.url));
const PAGE = 'index.html';

/** What a handler needs of the reply to send a file of the console. */
export interface FileReply {
  status(code: number): FileReply;
  header(name: string, value: string): FileReply;
  type(contentType: string): FileReply;
  send(body: string): unknown;
  sendFile(path: string, options: object): unknown;
}

/** Lets handlers send files of the console; it serves none by itself, so that it shadows no route. */
export async function useConsoleFiles(app: NestFastifyApplication): Promise<void> {
  await app.register(fastifyStatic, { root: FOLDER, serve: false, preCompressed: true });
}

/**
 * Its scripts have new names in each build; the page alone must always be asked for.
 * @param folder of the built console
 */
export async function sendPage(reply: FileReply, folder = FOLDER): Promise<void> {
  const isBuilt = await access(folder + PAGE).then(
    () => true,
    () => false,
  );
  if (!isBuilt) return void reply.status(503).type('text/plain; charset=utf-8').send(NOT_BUILT);
  reply.header('cache-control', 'no-cache').sendFile(PAGE, { cacheControl: false });
}

/** @param name with the hash of its content in it */
export const sendAsset = (reply: FileReply, name: string): void =>
  void reply.sendFile(`assets/${name}`, { maxAge: '365d', immutable: true });

const NOT_BUILT = 'The console is not built. Run: npm run build\n';
