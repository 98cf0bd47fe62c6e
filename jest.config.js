const collectsCoverage = process.env.COVERAGE === 'on';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs/esms-voice/src', '<rootDir>/apps/demo/src', '<rootDir>/apps/console/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/test/consumers/[^/]+/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/tsconfig.base.json' }],
  },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^nestjs-esms-voice$': '<rootDir>/libs/esms-voice/src/index.ts',
    '^nestjs-esms-voice/(testing|verification|redis|dispatch|bullmq|opentelemetry|terminus)$':
      '<rootDir>/libs/esms-voice/src/$1/index.ts',
    // Its ESM build imports JSON, which Jest reports as experimental on every run.
    '^libphonenumber-js/mobile$': '<rootDir>/node_modules/libphonenumber-js/mobile/index.cjs',
  },
  maxWorkers: 2,
  testTimeout: 20_000,
  collectCoverage: collectsCoverage,
  collectCoverageFrom: ['libs/esms-voice/src/**/*.ts', '!**/*.spec.ts', '!**/*.contract.ts', '!**/*.generated.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcovonly'],
  coverageThreshold: { global: { statements: 95 } },
  reporters: ['default', '<rootDir>/test/support/slowest.reporter.mjs'],
};
