import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(`${ROOT}${file}`, 'utf8');
const namesIn = (folder: string): string[] => readdirSync(`${ROOT}${folder}`).map((name) => `${folder}/${name}`);

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, string>;
  readonly env?: Record<string, string>;
}

interface Job {
  readonly permissions?: Record<string, string>;
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix: { readonly node: number[] } };
  readonly steps: Step[];
}

interface Workflow {
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

const { scripts, engines } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  engines: { node: string };
};
const workflows = namesIn('.github/workflows').map((file): [string, Workflow] => [file, parse(read(file)) as Workflow]);
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);
const find = (name: string): Workflow => workflows.find(([file]) => file.endsWith(`/${name}`))![1];

describe.each(workflows)('%s', (_file, workflow) => {
  it('calls npm scripts that there are', () => {
    const told = stepsOf(workflow).flatMap((step) => [step.run, ...Object.values(step.with ?? {})].map(String));
    const called = told.flatMap((text) => [...text.matchAll(/npm (?:run )?([a-z][\w:-]*)/g)].map(([, name]) => name!));
    const ofNpmItself = new Set(['ci']);
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((name) => !ofNpmItself.has(name) && !(name in scripts))).toEqual([]);
  });

  it('pins the major of every action, bounds every job, and may read alone unless a job says more', () => {
    for (const { uses } of stepsOf(workflow)) expect(uses ?? 'none@v0').toMatch(/^[\w./-]+@v\d+$/);
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });
});

describe('continuous integration', () => {
  it('runs the tests on each line of Node.js that the library supports', () => {
    const { test } = find('ci.yml').jobs;
    expect(test!.strategy!.matrix.node).toEqual([20, 22, 24]);
    expect(engines.node).toBe('^20.19 || ^22.12 || >=24');
    expect(test!.steps.map(({ run }) => run)).toContain('npm ci && npm test');
  });
});

describe('the release', () => {
  const { release } = find('release.yml').jobs;

  it('may ask for the token that npm makes the provenance of', () => {
    expect(release!.permissions).toEqual({ contents: 'write', 'pull-requests': 'write', 'id-token': 'write' });
    const action = release!.steps.find(({ uses }) => uses?.startsWith('changesets/action@'))!;
    expect(action.env).toMatchObject({ NPM_CONFIG_PROVENANCE: 'true' });
    expect(action.with).toMatchObject({ version: 'npm run version-library', publish: 'npm run release' });
  });

  it('publishes nothing that was not tested', () => {
    const runs = release!.steps.map(({ run, uses }) => run ?? uses!.split('@')[0]);
    const tested = runs.filter((name) => ['npm run lint', 'npm test', 'changesets/action'].includes(name!));
    expect(tested).toEqual(['npm run lint', 'npm test', 'changesets/action']);
  });
});

describe('the forms of an issue', () => {
  interface Field {
    readonly type: string;
    readonly id?: string;
    readonly attributes: { readonly label?: string; readonly value?: string; readonly description?: string };
    readonly validations?: { readonly required: boolean };
  }
  const forms = namesIn('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml'));

  it.each(forms)('%s asks for the version, and for no key or number', (file) => {
    const { name, description, body } = parse(read(file)) as { name: string; description: string; body: Field[] };
    expect([typeof name, typeof description]).toEqual(['string', 'string']);
    expect(body.find(({ id }) => id === 'library')?.validations).toEqual({ required: true });
    const labels = body.map(({ attributes }) => attributes.label ?? '');
    expect(labels.filter((label) => /key|secret|token|phone|number/i.test(label))).toEqual([]);
    expect(JSON.stringify(body)).toMatch(/public.*(key|phone number)/s);
  });
});

describe('the updates of dependencies', () => {
  it('watch npm, the actions and the image, and name packages that are there', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: { 'package-ecosystem': string; ignore?: { 'dependency-name': string }[] }[];
    };
    expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker']);
    const lock = read('package-lock.json');
    const ignored = updates.flatMap(({ ignore = [] }) => ignore.map((entry) => entry['dependency-name']));
    expect(ignored.filter((name) => !lock.includes(`"node_modules/${name}"`))).toEqual([]);
  });
});
