/** Starts the tasks in order, never more than two at a time. A failure is its own promise's alone. */
export function inTwoLanes<T>(tasks: readonly (() => Promise<T>)[]): Promise<T>[] {
  const running: Promise<T>[] = [];
  for (const task of tasks) running.push(ended(running.at(-2)).then(task));
  return running;
}

const ended = (run?: Promise<unknown>): Promise<unknown> => Promise.allSettled([run]);
