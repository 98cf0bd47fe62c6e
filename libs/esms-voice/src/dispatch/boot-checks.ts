import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { QueuedCalls } from '../voice/queued-calls.js';
import type { DispatchQueue } from './dispatch-queue.js';
import { DISPATCH_MODULE } from './resolve-dispatch-options.js';

/** @throws EsmsVoiceOptionsError where processes share the queue, and not what its jobs need. */
export function refuseUnshared(queue: DispatchQueue, queuedCalls: QueuedCalls): void {
  if (!queue.isShared) return;
  const problems = [
    ...(queuedCalls.isShared
      ? []
      : ['queue: is shared by processes, and needs a journal that is: set journal of EsmsVoiceModule']),
    ...(queuedCalls.hasLastingKeys
      ? []
      : ['queue: is shared by processes, and needs dataKeys of EsmsVoiceModule, the same in each']),
  ];
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems, DISPATCH_MODULE);
}
