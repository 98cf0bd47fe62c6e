export { BullMqDispatchQueue } from './bullmq-dispatch-queue.js';
export type { BullMqDispatchOptions } from './bullmq-options.js';
