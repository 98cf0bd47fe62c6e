/** Keys as the options take them. */
export const keys = (id) => [{ id, secret: `${id}-0123456789-0123456789-0123456789` }];

/** Mobile numbers, one after the other. */
export function phones() {
  let count = 0;
  return () => `0901${String(count++ % 1_000_000).padStart(6, '0')}`;
}
