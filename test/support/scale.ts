/** The numbers of a suite: small ones in `npm test`, big ones in `npm run test:full`. */
export const scaled = (small: number, full: number): number => (process.env['SCALE'] === 'full' ? full : small);
