import type { Page } from 'playwright-core';

interface Scrolled {
  /** How many calls the list had at its end. */
  readonly rows: number;
  readonly frames: number;
}

/** Scrolls the list of calls to its end, some screens a frame and as it is read. */
export async function scrollThrough(page: Page, calls: number): Promise<Scrolled> {
  return (await page.evaluate(`(${SCROLL})(${calls})`)) as Scrolled;
}

/** Runs in the page. */
const SCROLL = `async (calls) => {
  const scroller = document.querySelector('.table-card .scroller');
  const rowsIn = () => Math.round(scroller.querySelector('.rows').offsetHeight / 52);
  const isAtEnd = () => scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2;
  const until = performance.now() + 25000;
  let frames = 0;
  while (!(isAtEnd() && rowsIn() >= calls) && performance.now() < until) {
    scroller.scrollTop += 2400;
    frames += 1;
    await new Promise(requestAnimationFrame);
  }
  return { rows: rowsIn(), frames };
}`;
