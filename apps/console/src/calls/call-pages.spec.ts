import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallPage } from '../api/call-view.js';
import { aCall } from './a-call.fixture.js';
import { filterOf } from './call-filter.js';
import { CallPages } from './call-pages.js';

const first = aCall('first', ['accepted'], 20);
const second = aCall('second', ['accepted'], 10);
const PAGES: Record<string, CallPage> = {
  start: { items: [first], nextCursor: 'next' },
  next: { items: [second], nextCursor: null },
};

function makePages(failures = 0, most?: number) {
  const asked: string[] = [];
  const readPage = async (cursor: string | null): Promise<CallPage> => {
    asked.push(cursor ?? 'start');
    await sleep(1);
    if (asked.length <= failures) throw new Error('no answer');
    return PAGES[cursor ?? 'start']!;
  };
  const pages = new CallPages(readPage, filterOf({}, 0), 1, most);
  const shown = (): string[] | undefined =>
    pages.state.list?.items.map(({ requestId, state }) => `${requestId} ${state}`);
  return { pages, asked, shown, read: () => until(() => !pages.state.isReading) };
}

async function until(check: () => boolean): Promise<void> {
  while (!check()) await sleep(1);
}

describe('CallPages', () => {
  it('reads on to the end, and no page twice', async () => {
    const { pages, asked, shown, read } = makePages();
    pages.restart();
    pages.readMore();
    await read();
    pages.readMore();
    pages.readMore();
    await read();
    pages.readMore();
    expect(asked).toEqual(['start', 'next']);
    expect(shown()).toEqual(['first accepted', 'second accepted']);
  });

  it('keeps steps that were heard while the page was on its way', async () => {
    const { pages, shown, read } = makePages();
    pages.restart();
    pages.hear([aCall('first', ['accepted', 'delivered'], 20), aCall('new', ['pending'], 30)]);
    await read();
    expect(shown()).toEqual(['new pending', 'first delivered']);
  });

  it('shows what it has until the first page has come again', async () => {
    const { pages, shown, read } = makePages();
    pages.restart();
    await read();
    pages.hear([aCall('gone', ['pending'], 30)]);
    pages.restart();
    expect(shown()).toEqual(['gone pending', 'first accepted']);
    await read();
    expect(shown()).toEqual(['first accepted']);
  });

  it('asks again where no answer came, and no more once it was stopped', async () => {
    const { pages, asked, shown, read } = makePages(2);
    pages.restart();
    await read();
    expect(asked).toHaveLength(3);
    expect(shown()).toEqual(['first accepted']);
    pages.restart();
    pages.stop();
    await sleep(20);
    expect(asked).toHaveLength(4);
  });

  it('begins anew where more calls came in than a page should hold', async () => {
    const { pages, shown, read } = makePages(0, 2);
    pages.restart();
    await read();
    pages.hear([aCall('third', ['pending'], 30), aCall('fourth', ['pending'], 40)]);
    await read();
    expect(shown()).toEqual(['first accepted']);
  });
});
