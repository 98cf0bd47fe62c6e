/** What stands for a command that runs until it is ended, and when it is ready. */
export interface Server {
  readonly ready: RegExp;
  /** What is run in its place; its ports 3000 and 4010 become free ones. */
  readonly as: string;
}

export const SERVERS: Readonly<Record<string, Server>> = {
  'npx nestjs-esms-voice simulate': { ready: /simulator ready/, as: 'npx nestjs-esms-voice simulate --port 4010' },
  'npx nestjs-esms-voice callbacks listen': {
    ready: /Listening for callbacks/,
    as: 'npx nestjs-esms-voice callbacks listen --port 3000',
  },
  'npx nestjs-esms-voice callbacks listen --port 3000': {
    ready: /Listening for callbacks/,
    as: 'npx nestjs-esms-voice callbacks listen --port 3000',
  },
  'npm ci && npm start': {
    ready: /demo is ready/,
    as: 'env -i PATH="$PATH" PORT=3000 LOG_LEVEL=silent node apps/demo/dist/main.js',
  },
  'npm run simulator': { ready: /simulator ready/, as: 'PORT=4010 npm run simulator' },
  'npm run start': {
    ready: /successfully started/,
    as: 'PORT=3000 node .cache/docs/docs/getting-started.md/src/main.js',
  },
};

/** Commands that another test runs, by the file and the words in it that do so. */
export const ELSEWHERE: Readonly<Record<string, readonly [file: string, words: string]>> = {
  'npm ci && npm test': ['.ci/run', 'npm ci && npm test'],
  'DISPATCH_WORK=false npm start': ['test/e2e/worker.e2e-spec.ts', 'DISPATCH_WORK'],
  'npm run worker': ['test/e2e/worker.e2e-spec.ts', "'worker'"],
  'WORKER_PORT=3101 npm run worker': ['test/e2e/worker.e2e-spec.ts', 'WORKER_PORT'],
  'npm install nestjs-esms-voice @nestjs/axios axios class-validator class-transformer': [
    'test/consumers/run-row.ts',
    "['npm', 'install'",
  ],
  'npm test': ['test/docs/code-blocks.e2e-spec.ts', 'the tests of docs/getting-started.md'],
  'npm run test:e2e': ['test/docs/code-blocks.e2e-spec.ts', 'the tests of docs/getting-started.md'],
};

/** Commands that cannot be run by a test, and why. */
export const CANNOT: Readonly<Record<string, string>> = {
  'npx @nestjs/cli new my-app --package-manager npm':
    'fetches a generator and 300 packages: minutes; its files are in the page',
  'cd my-app': 'goes where the generator would have written',
  'cloudflared tunnel --url http://127.0.0.1:3000': 'opens this machine to the internet',
  'ngrok http 3000': 'opens this machine to the internet, with an account',
  'docker compose up --build --scale worker=3': 'wants an engine; its parts are run by test/e2e/worker.e2e-spec.ts',
};

/** What commands print, as the page says it; a question is asked again until it is so. */
export const PRINTS: readonly (readonly [command: RegExp, printed: RegExp])[] = [
  [/^curl -X POST .*"requestId":"first"/, /"callId":"[^"]+","state":"accepted"/],
  [/^curl -X POST .*"requestId":"torn"/, /"callId":null,"state":"accepted"/],
  [/^curl -X POST .*"requestId":"broke"/, /"statusCode":503,.*"code":"GATEWAY_REFUSED"/],
  [/^curl .*\/calls\/first$/, /"state":"delivered".*"source":"callback"/],
  [/^curl http.*\/_simulator\/calls$/, /"requestId":"torn".*"requests":2,"placed":1,"dials":1/],
  [/^curl .*3000\/calls$/, /"phone":"090\*{4}484".*"state":"delivered"|"state":"delivered".*"phone":"090\*{4}484"/],
  [/ doctor$/, /^All is well\.$/m],
  [/ status --call-id /, /^State: +delivered/m],
];
