import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { EsmsVoiceOptionsError, InMemoryCallJournal, type EsmsVoiceOptions } from '../index.js';
import { EsmsVoiceTestingModule } from '../testing/index.js';
import {
  EsmsDispatcher,
  EsmsDispatchModule,
  getEsmsDispatcherToken,
  InProcessDispatchQueue,
  type EsmsDispatchOptions,
} from './index.js';

const KEYS = [{ id: 'd1', secret: 'd1-0123456789-0123456789-0123456789' }];

class SharedQueue extends InProcessDispatchQueue {
  override readonly isShared = true;
}

class SharedJournal extends InMemoryCallJournal {
  override readonly isShared = true;
}

const boot = async (dispatch: EsmsDispatchOptions, voice: Partial<EsmsVoiceOptions> = {}, account?: string) => {
  const imports = [
    EsmsVoiceTestingModule.forTest({ options: voice }),
    EsmsDispatchModule.forRoot({ ...dispatch, account }),
  ];
  const module = await Test.createTestingModule({ imports }).compile();
  return module.init();
};

const problemsOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error: unknown) => (error as EsmsVoiceOptionsError).problems,
  );

describe('EsmsDispatchModule', () => {
  it('names every option that is wrong, and no value', async () => {
    const options = { concurrency: 0, ratePerSecond: 0.5, queue: {}, canary: 1 } as never;
    const problems = await problemsOf(boot(options));
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['concurrency', 'ratePerSecond', 'queue', 'canary']),
    );
  });

  it.each<[EsmsDispatchOptions, string]>([
    [{ queue: new InProcessDispatchQueue(), maxQueued: 1 }, 'maxQueued: is for the default queue'],
    [{ work: false }, 'work: may be false only where queue is shared'],
  ])('refuses %j', async (options, problem) => {
    expect(await problemsOf(boot(options))).toEqual([expect.stringContaining(problem)]);
  });

  it('refuses a shared queue beside a journal in memory, and without data keys', async () => {
    const problems = await problemsOf(boot({ queue: new SharedQueue() }));
    expect(problems).toEqual([expect.stringContaining('needs a journal'), expect.stringContaining('needs dataKeys')]);
  });

  it('closes although it was refused', async () => {
    const imports = [EsmsVoiceTestingModule.forTest(), EsmsDispatchModule.forRoot({ queue: new SharedQueue() })];
    const module = await Test.createTestingModule({ imports }).compile();
    await expect(module.init()).rejects.toBeInstanceOf(EsmsVoiceOptionsError);
    await module.close();
  });

  it('takes a shared queue beside a shared journal and data keys; `work: false` places nothing', async () => {
    const queue = new SharedQueue();
    const module = await boot({ queue, work: false }, { journal: new SharedJournal(), dataKeys: KEYS });
    await module.get(EsmsDispatcher).enqueue({ kind: 'otp', phone: '0901888484', content: '1234' });
    expect(await queue.counts()).toMatchObject({ waiting: 1, running: 0 });
    await module.close();
  });

  it('says which account is missing', async () => {
    expect(await problemsOf(boot({}, {}, 'sales'))).toEqual(['account: no EsmsVoiceModule is configured for "sales"']);
  });

  it('gives each account a dispatcher of its own', async () => {
    const imports = [
      EsmsVoiceTestingModule.forTest(),
      EsmsVoiceTestingModule.forTest({ name: 'sales' }),
      EsmsDispatchModule.forRoot({}),
      EsmsDispatchModule.forRootAsync({ account: 'sales', useFactory: () => ({ concurrency: 1 }) }),
    ];
    const module = await (await Test.createTestingModule({ imports }).compile()).init();
    const sales = module.get<EsmsDispatcher>(getEsmsDispatcherToken('sales'), { strict: false });
    expect([module.get(EsmsDispatcher, { strict: false }).account, sales.account]).toEqual(['default', 'sales']);
    await module.close();
  });
});
