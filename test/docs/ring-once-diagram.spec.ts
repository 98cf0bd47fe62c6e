import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { AttemptResult, CallAttempt } from '../../libs/esms-voice/src/calls/call-record.js';
import type { CallStanding } from '../../libs/esms-voice/src/calls/call-state.js';
import { judge, standingOnGivingUp } from '../../libs/esms-voice/src/ring-once/ring-once.table.js';
import { readMarkdown } from './lib/markdown.js';
import { ROOT } from './lib/root.js';

const { blocks } = readMarkdown(await readFile(`${ROOT}docs/ring-once.md`, 'utf8'));
const diagram = blocks.find(({ language }) => language === 'mermaid')!.code;

const ARROW = /^ +(\w+)(?:[([{"].*?[)\]}]+)? (?:-- "(.+?)" )?--> (\w+)/gm;
const NODE = /\b(\w+)[([{]+"(.+?)"[)\]}]+/g;
const labels = new Map([...diagram.matchAll(NODE)].map(([, id, label]) => [id!, label!]));
const arrows = [...diagram.matchAll(ARROW)].map(([, from, label, to]) => ({ from: from!, label, to: to! }));

const after = (...results: AttemptResult[]): CallAttempt[] =>
  results.map((result, index) => ({ n: index + 1, startedAt: 0, result }) as unknown as CallAttempt);

/** What the code says where the picture has an arrow out of a question. */
const RULES: Readonly<Record<string, CallStanding | 'repeat'>> = {
  'reply: 100': judge('accepted', after('unknown', 'refused')),
  'echo: nothing': judge('duplicate', after('not-sent')),
  'echo: refused': judge('duplicate', after('busy')),
  'echo: uncertain': judge('duplicate', after('unknown')),
  'echo: both': judge('duplicate', after(null, 'busy')),
  'no: nothing, refused': judge('refused', after('not-sent', 'busy')),
  'no: uncertain, both': judge('refused', after('unknown', 'busy')),
  'left: no; uncertain': standingOnGivingUp(after('busy', 'unknown')),
  'left: no; only 160': standingOnGivingUp(after('not-sent', 'busy')),
  'left: no; nothing sent': standingOnGivingUp(after('not-sent')),
};

const told = (standing: CallStanding | 'repeat'): string =>
  standing === 'repeat' ? standing : [standing.state, ...(standing.reason === null ? [] : [standing.reason])].join('/');

describe('the picture of docs/ring-once.md', () => {
  it.each(Object.entries(RULES))('leads where the code does: %s', (arrow, standing) => {
    const to = arrows.find(({ from, label }) => `${from}: ${label}` === arrow)?.to;
    expect([arrow, labels.get(to!)?.split(':')[0]]).toEqual([arrow, told(standing)]);
  });

  it('has no other arrow to an end of a call', () => {
    const ends = new Set(Object.values(RULES).map(told));
    const leading = arrows.filter(({ to }) => ends.has(labels.get(to)!.split(':')[0]!));
    expect(leading.map(({ from, label }) => `${from}: ${label}`).toSorted()).toEqual(Object.keys(RULES).toSorted());
  });

  it('repeats what the code repeats', () => {
    expect(arrows.find(({ from, label }) => from === 'left' && label === 'yes: wait')?.to).toBe('attempt');
    expect(['busy', 'not-sent', 'unknown'].map((outcome) => judge(outcome as 'busy', []))).toEqual(
      Array(3).fill('repeat'),
    );
  });

  it('has a label for each of its ends', () => {
    expect(arrows.length).toBeGreaterThan(18);
    expect(arrows.flatMap(({ from, to }) => [from, to]).filter((id) => !labels.has(id))).toEqual([]);
  });
});
