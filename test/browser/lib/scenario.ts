import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { RunningDemo } from '../../support/demo.js';
import { startBrowser } from './browser.js';
import { openConsole, type ConsolePage } from './console-page.js';

/** What a test of the page needs: a demo, and pages that show it. */
export interface Scenario {
  readonly demo: () => RunningDemo;
  /** @param hash such as `#/calls` @param at another way to the demo than its own address */
  readonly open: (hash?: string, options?: BrowserContextOptions, at?: string) => Promise<ConsolePage>;
  /** A page alone, where what it asked for is of no interest. */
  readonly visit: (hash?: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** Starts a demo with its simulator and a browser for the tests of a file. Each page must have had no trouble. */
export function scenario(env: Record<string, string> | (() => Promise<Record<string, string>>) = {}): Scenario {
  let demo: RunningDemo;
  let browser: Browser;
  const pages: ConsolePage[] = [];

  beforeAll(async () => {
    const settings = typeof env === 'function' ? await env() : env;
    [demo, browser] = await Promise.all([RunningDemo.start(settings), startBrowser()]);
  }, 60_000);

  afterEach(async () => {
    const ended = pages.splice(0);
    await Promise.all(ended.map(({ close }) => close()));
    expect(ended.flatMap(({ troubles }) => troubles)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  }, 60_000);

  const open: Scenario['open'] = async (hash = '', options = {}, at = demo.url) => {
    const opened = await openConsole(browser, `${at}/${hash}`, options);
    pages.push(opened);
    return opened;
  };
  return { demo: () => demo, open, visit: async (hash, options) => (await open(hash, options)).page };
}
