/** An application of a kind that strangers have; it stands in the folder of its name. */
export interface Row {
  readonly name: string;
  readonly shows: string;
  readonly installer: 'npm' | 'pnpm';
  /** Its own tests run on every Node.js that we support, not on this one alone. */
  readonly onEveryNode: boolean;
}

/** The first two are in `npm test`. */
export const ROWS: readonly Row[] = [
  { name: 'nest12-esm', shows: 'as `nest new` makes it', installer: 'npm', onEveryNode: true },
  { name: 'nest11-commonjs', shows: 'as `nest new` made it, with ts-jest', installer: 'npm', onEveryNode: true },
  { name: 'nest12-esm-fastify', shows: '`moduleResolution: bundler`', installer: 'npm', onEveryNode: false },
  { name: 'nest12-commonjs', shows: 'compiled, `moduleResolution: node10`', installer: 'npm', onEveryNode: true },
  { name: 'nest11-esm-two-accounts', shows: 'two accounts, `useClass`, global', installer: 'npm', onEveryNode: false },
  { name: 'nest12-no-optional-peers', shows: 'no optional peer installed', installer: 'npm', onEveryNode: false },
  { name: 'nest12-pnpm', shows: 'strict layout, every optional peer', installer: 'pnpm', onEveryNode: false },
];
