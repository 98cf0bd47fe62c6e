/** An amount in VND, as people write it. */
export const inVnd = (amount: number): string => `${amount.toLocaleString('en-US')} VND`;
