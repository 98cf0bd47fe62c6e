import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAtOnce } from './at-once.contract.js';
import { describeChecks } from './check.contract.js';
import { describeOtherSteps } from './other-steps.contract.js';
import { describeStarts } from './start.contract.js';
import type { StoresUnderTest } from './number-under-test.contract.js';

/** What every store of verifications must do. */
export function describeVerificationStore(name: string, makeStores: () => Promise<StoresUnderTest>): void {
  describe(`${name} as a store of verifications`, () => {
    let stores: StoresUnderTest;

    beforeAll(async () => {
      stores = await makeStores();
    });
    afterAll(() => stores.dispose());

    describeStarts(() => stores);
    describeChecks(() => stores);
    describeOtherSteps(() => stores);
    describeAtOnce(() => stores);
  });
}
