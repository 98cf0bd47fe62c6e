import base from './jest.config.js';

const LIB = '<rootDir>/libs/esms-voice/src';

/** The suites that `npm run mutate` runs against each broken line: those of the rules that it breaks, and no server. */
export default {
  ...base,
  roots: [LIB],
  testMatch: [
    `${LIB}/verification/domain/{decisions,number-limits}.spec.ts`,
    `${LIB}/verification/stores/*.spec.ts`,
    `${LIB}/callbacks/callback-token.spec.ts`,
    `${LIB}/ring-once/ring-once.table.spec.ts`,
    `${LIB}/ring-once/ring-once.spec.ts`,
  ],
  collectCoverage: false,
  reporters: ['default'],
};
