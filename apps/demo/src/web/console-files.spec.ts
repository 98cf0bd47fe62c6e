import { expect, it } from '@jest/globals';
import { sendPage, type FileReply } from './console-files.js';

it('the page says so where the console is not built', async () => {
  const told: unknown[] = [];
  const note =
    (...names: string[]) =>
    (...values: unknown[]): FileReply => {
      told.push(...names, ...values);
      return reply;
    };
  const reply: FileReply = {
    status: note('status'),
    header: note('header'),
    type: note('type'),
    send: note('send'),
    sendFile: note('sendFile'),
  };
  await sendPage(reply, '/no/such/folder/');
  expect(told).toEqual([
    'status',
    503,
    'type',
    'text/plain; charset=utf-8',
    'send',
    'The console is not built. Run: npm run build\n',
  ]);
});
