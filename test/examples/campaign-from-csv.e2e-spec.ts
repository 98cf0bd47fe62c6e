import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EsmsDispatcher } from 'nestjs-esms-voice/dispatch';
import { callingHoursOn, dayOf, daysAfter } from '../../examples/campaign-from-csv/src/calling-hours.js';
import { createApp } from '../../examples/campaign-from-csv/src/create-app.js';
import { until } from '../support/until.js';
import { RunningRecipe, type Reply } from './lib/recipe.js';

const DAY = '2026-06-15';
const [AN, BINH, CHI] = ['0901888484', '0901888485', '0901888486'];
const EMPTY = { queued: [], repeated: [], taken: [], doNotCall: [], tooLate: [], bad: [] };

/** The calls of the recipe's file; An is called on two days. */
const CSV = `phone,content
${AN},"Xin chào, đơn hàng 1"
+84 901 888 485,Đơn hàng 2
${AN},Đơn hàng 3
`;

const NOT_THE_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

let recipe: RunningRecipe;

/** It is this moment, and goes on from there; timers keep real time. */
function moveClock(time: string): void {
  jest.useRealTimers();
  jest.useFakeTimers({
    now: new Date(time),
    advanceTimers: true,
    doNotFake: [...NOT_THE_DATE],
  });
}

const post = (csv: string, firstDay = DAY): Promise<Reply> => recipe.post(`/campaigns/${firstDay}`, csv);

/** It is this moment for the queue, too: a timer of its own would wait for it in real time. */
async function wakeQueueAt(time: string): Promise<void> {
  moveClock(time);
  await recipe.app.get(EsmsDispatcher).resume();
}

const counts = () => recipe.app.get(EsmsDispatcher).counts();

beforeEach(async () => {
  recipe = await RunningRecipe.start(createApp);
});

afterEach(async () => {
  await recipe.stop();
  jest.useRealTimers();
});

it('nobody rings before 08:00 in Vietnam; at 08:00 they do, each number once', async () => {
  moveClock(`${DAY}T01:00:00+07:00`);
  expect(await post(CSV)).toMatchObject({ status: 202, body: { ...EMPTY, queued: [2, 3, 4] } });
  await wakeQueueAt(`${DAY}T07:59:50+07:00`);
  expect(await counts()).toMatchObject({ waiting: 0, running: 0, delayed: 3 });

  await wakeQueueAt(`${DAY}T08:00:00+07:00`);
  await until(() => Object.keys(recipe.ringsOf).length === 2);
  expect(recipe.ringsOf).toEqual({ [AN]: 1, [BINH]: 1 });
  await wakeQueueAt(`${daysAfter(DAY, 1)}T08:00:00+07:00`);
  await until(() => recipe.ringsOf[AN] === 2);
});

it('a call that has not begun by 17:00 in Vietnam never rings', async () => {
  moveClock(`${DAY}T16:59:00+07:00`);
  await recipe.app.get(EsmsDispatcher).pause();
  expect(await post(CSV)).toMatchObject({ body: { ...EMPTY, queued: [2, 3, 4] } });
  await wakeQueueAt(`${DAY}T17:00:00+07:00`);
  await until(async () => JSON.stringify((await recipe.get(`/campaigns/${DAY}`)).body).includes('"rejected":2'));
  expect(recipe.ringsOf).toEqual({});
  expect(await post(CSV)).toMatchObject({ body: { ...EMPTY, tooLate: [2, 3], queued: [4] } });
});

describe('in calling hours', () => {
  beforeEach(() => moveClock(`${DAY}T10:00:00+07:00`));

  it('the same file again, on the next day too, rings nobody twice', async () => {
    await post(CSV);
    await until(() => recipe.rings.length === 2);
    expect(await post(CSV)).toMatchObject({ body: { ...EMPTY, repeated: [2, 3], queued: [4] } });
    moveClock(`${daysAfter(DAY, 1)}T10:00:00+07:00`);
    expect(await post(CSV)).toMatchObject({ body: { ...EMPTY, tooLate: [2, 3], queued: [4] } });
    expect(recipe.ringsOf).toEqual({ [AN]: 1, [BINH]: 1 });
  });

  it('another campaign calls no number that was called that day', async () => {
    await post(`phone,content\n${AN},Xin chào\n`);
    await until(() => recipe.rings.length === 1);
    expect(await post(`phone,content\n${AN},Khuyến mãi\n${CHI},Khuyến mãi\n`)).toMatchObject({
      body: { ...EMPTY, taken: [2], queued: [3] },
    });
    await until(() => recipe.rings.length === 2);
    expect(recipe.ringsOf).toEqual({ [AN]: 1, [CHI]: 1 });
  });

  it('names each bad row with what is wrong, and calls the others', async () => {
    const csv = `phone,content\n12345,Xin chào\n${AN},\n${BINH}\n\n${CHI},Xin chào,more\n`;
    expect((await post(csv)).body).toEqual({
      ...EMPTY,
      queued: [6],
      bad: [
        { line: 2, problems: [expect.stringMatching(/^phone /)] },
        { line: 3, problems: [expect.stringMatching(/^content /)] },
        { line: 4, problems: [expect.stringMatching(/^content /)] },
      ],
    });
    expect((await post('name,text\nAn,Xin chào\n')).body).toMatchObject({ bad: [{ line: 2 }] });
    expect((await post('phone,content\n"0901')).status).toBe(400);
    expect((await post(CSV, '2026-02-30')).status).toBe(400);
  });

  it('who is on the do-not-call list is not called, nor who was put there while the call waited', async () => {
    expect((await recipe.post('/do-not-call', { phone: '+84901888484' })).status).toBe(204);
    const tomorrow = daysAfter(DAY, 1);
    expect((await post(CSV, tomorrow)).body).toEqual({ ...EMPTY, queued: [3], doNotCall: [2, 4] });
    expect((await recipe.post('/do-not-call', { phone: BINH })).status).toBe(204);
    moveClock(`${tomorrow}T10:00:00+07:00`);
    await post(`phone,content\n${CHI},Xin chào\n`, tomorrow);
    await until(() => recipe.rings.length > 0);
    expect(recipe.ringsOf).toEqual({ [CHI]: 1 });
  });
});

it('calling hours are those of Vietnam, whatever the zone of this process', () => {
  expect(callingHoursOn('2026-01-01')).toEqual({
    opens: new Date('2026-01-01T01:00:00Z'),
    closes: new Date('2026-01-01T10:00:00Z'),
  });
  expect(dayOf(new Date('2025-12-31T16:59:59Z'))).toBe('2025-12-31');
  expect(dayOf(new Date('2025-12-31T17:00:00Z'))).toBe('2026-01-01');
  expect(daysAfter('2026-02-28', 1)).toBe('2026-03-01');
});
