import type { Cluster, Redis } from 'ioredis';
import type { DeadJobPage, DeadLetterQuery } from '../dispatch/dispatch-queue.js';
import { InvalidInputError } from '../errors/errors.js';
import { toDeadJob, type CallJob, type CallQueue } from './call-job.js';

const CURSOR = /^(\d{1,15})~(c-[A-Za-z0-9._~-]{1,50})$/;

/** Reads one page of failed jobs, newest first. */
export async function readDeadLetters(
  queue: CallQueue,
  client: Redis | Cluster,
  { limit, cursor }: DeadLetterQuery,
): Promise<DeadJobPage> {
  const from = cursor === undefined ? 0 : await placeAfter(cursor, queue.toKey('failed'), client);
  // One may go between the list and its jobs.
  const jobs = (await queue.getFailed(from, from + limit)).filter((job) => job !== undefined);
  const page = jobs.slice(0, limit);
  const nextCursor = jobs.length > limit ? cursorOf(page.at(-1)!) : null;
  return { jobs: page.map(toDeadJob), nextCursor };
}

const cursorOf = ({ finishedOn, id }: CallJob): string => `${finishedOn}~${id}`;

/** Behind the last one of the page before, or, where that has gone, behind what failed later than it. */
async function placeAfter(cursor: string, key: string, client: Redis | Cluster): Promise<number> {
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at === undefined || id === undefined) throw new InvalidInputError(['cursor must be the nextCursor of a page']);
  const rank = await client.zrevrank(key, id);
  return rank === null ? client.zcount(key, `(${at}`, '+inf') : rank + 1;
}
