/** Placed calls and their states by number: a client that changes its ids cannot hide a ring from it. */
export function ledgerByPhone(calls) {
  const byPhone = new Map();
  for (const { phone, placed, state } of calls) {
    const entry = byPhone.get(phone) ?? { placed: 0, states: [] };
    if (placed > 0) entry.states.push(state);
    entry.placed += placed;
    byPhone.set(phone, entry);
  }
  return byPhone;
}

/** Adds one to a count that may not be there yet. */
export const count = (counts, name) => (counts[name] = (counts[name] ?? 0) + 1);
