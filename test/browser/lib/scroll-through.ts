import type { Page } from 'playwright-core';

interface Scrolled {
  /** 50 where nothing took longer: a browser reports no shorter ones. */
  readonly longestTaskMs: number;
  /** How many calls the list had at its end. */
  readonly rows: number;
  readonly frames: number;
}

/** Scrolls the list of calls to its end, a screen a frame and as it is read, and watches how long tasks take. */
export async function scrollThrough(page: Page, calls: number): Promise<Scrolled> {
  return (await page.evaluate(`(${SCROLL})(${calls})`)) as Scrolled;
}

/** Runs in the page. */
const SCROLL = `async (calls) => {
  let longestTaskMs = 50;
  const watcher = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration);
  });
  watcher.observe({ type: 'longtask' });
  const scroller = document.querySelector('.table-card .scroller');
  const rowsIn = () => Math.round(scroller.querySelector('.rows').offsetHeight / 52);
  const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  const until = performance.now() + 25000;
  let frames = 0;
  while (!(isAtEnd() && rowsIn() >= calls) && performance.now() < until) {
    scroller.scrollTop += 600;
    frames += 1;
    await new Promise(requestAnimationFrame);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { longestTaskMs, rows: rowsIn(), frames };
}`;
