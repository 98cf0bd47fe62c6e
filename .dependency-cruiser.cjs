const LIB = '^libs/esms-voice/src';

/** Rooms of the library from the bottom to the top; each may import what is in its own row or below. */
const ROWS = [
  ['calls', 'errors'],
  ['gateway'],
  ['journal'],
  ['ring-once', 'events'],
  ['callbacks', 'settlement'],
  ['voice'],
  ['module'],
];

const room = (names) => `${LIB}/(${names.join('|')})/`;

const upward = ROWS.slice(0, -1).map((row, index) => ({
  name: `${row.join('-and-')}-import-nothing-above`,
  severity: 'error',
  from: { path: room(row), pathNot: '\\.spec\\.ts$' },
  to: { path: room(ROWS.slice(index + 1).flat()) },
}));

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...upward,
    {
      name: 'sub-paths-stand-on-top',
      comment: 'verification, dispatch, redis, testing, cli …: nothing of the core imports them',
      severity: 'error',
      from: { path: room(ROWS.flat()), pathNot: '\\.spec\\.ts$' },
      to: { path: `${LIB}/(verification|dispatch|redis|bullmq|opentelemetry|terminus|testing|cli)/` },
    },
    {
      name: 'verification-knows-no-redis',
      severity: 'error',
      from: { path: `${LIB}/verification/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${LIB}/redis/|ioredis` },
    },
    {
      name: 'verification-rules-are-pure',
      severity: 'error',
      from: { path: `${LIB}/verification/domain/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '.', pathNot: `${LIB}/verification/domain/` },
    },
    {
      name: 'types-of-ioredis-are-enough',
      comment: 'the client is the application’s',
      severity: 'error',
      from: { path: `${LIB}/(redis|bullmq)/`, pathNot: '\\.(spec|contract)\\.ts$' },
      to: { path: 'ioredis', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-core-knows-no-telemetry',
      comment: 'it offers plain ports',
      severity: 'error',
      from: { path: LIB, pathNot: `${LIB}/opentelemetry/|\\.spec\\.ts$` },
      to: { path: '@opentelemetry/' },
    },
    {
      name: 'dispatch-knows-no-bullmq',
      severity: 'error',
      from: { path: `${LIB}/dispatch/`, pathNot: '\\.spec\\.ts$' },
      to: { path: `${LIB}/(bullmq|redis)/|bullmq|ioredis` },
    },
    {
      name: 'nothing-imports-the-command-line',
      severity: 'error',
      from: { path: '^(libs|apps|examples)/', pathNot: `${LIB}/cli/` },
      to: { path: `${LIB}/cli/` },
    },
    {
      name: 'the-simulator-knows-nothing-of-the-client',
      severity: 'error',
      from: { path: `${LIB}/testing/simulator/` },
      to: { path: LIB, pathNot: `${LIB}/testing/simulator/` },
    },
    {
      name: 'calls-and-errors-are-free-of-nest',
      comment: 'the exception filter is the one exception',
      severity: 'error',
      from: {
        path: `${LIB}/(calls|errors|ring-once|journal|events)/`,
        pathNot: 'exception\\.filter\\.ts$|\\.spec\\.ts$',
      },
      to: { path: '@nestjs/' },
    },
    {
      name: 'the-console-knows-the-api-alone',
      comment: 'it runs in a browser',
      severity: 'error',
      from: { path: '^apps/console/' },
      to: { path: '^(libs|apps/demo)/' },
    },
    {
      name: 'recipes-stand-alone',
      comment: 'a folder that is copied out works without the others',
      severity: 'error',
      from: { path: '^examples/([^/]+)/' },
      to: { path: '^(apps|examples)/', pathNot: '^examples/$1/' },
    },
    {
      name: 'users-of-the-library-use-the-package-name',
      severity: 'error',
      from: { path: '^(apps|examples)/' },
      to: {
        path: `${LIB}/(?!index\\.ts$|(testing|verification|redis|dispatch|bullmq|opentelemetry|terminus)/index\\.ts$)`,
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
