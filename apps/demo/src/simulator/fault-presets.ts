import type { FaultPlan } from 'nestjs-esms-voice/testing';

/** What a visitor may have go wrong with the simulated gateway. */
export const PRESETS = [
  'lost-replies',
  'resets',
  'slow',
  'server-errors',
  'garbage',
  'lost-callbacks',
  'duplicate-callbacks',
  'too-many',
] as const;

/** One of {@link PRESETS}. */
export type Preset = (typeof PRESETS)[number];

const SLOW_MS = 3_000;

/** Each hits the part of the calls that it is given. */
const PLANS: Readonly<Record<Preset, FaultPlan>> = {
  'lost-replies': { rules: [{ when: 'after-accept', fault: { kind: 'drop' } }] },
  resets: { rules: [{ when: 'after-accept', fault: { kind: 'reset' } }] },
  slow: { rules: [{ when: 'before-accept', fault: { kind: 'delay', delayMs: SLOW_MS } }] },
  'server-errors': { rules: [{ when: 'before-accept', fault: { kind: 'status', status: 500 } }] },
  garbage: { rules: [{ when: 'after-accept', fault: { kind: 'garbage' } }] },
  'lost-callbacks': { callbackRules: [{ fault: 'drop' }] },
  'duplicate-callbacks': { callbackRules: [{ fault: 'duplicate' }] },
  'too-many': { rules: [{ when: 'before-accept', fault: { kind: 'code', code: '160' } }] },
};

/** The plan of all of these at once. @param share of the calls, 0 to 1 */
export function planOf(faults: readonly { readonly preset: Preset; readonly share: number }[]): FaultPlan {
  const plans = faults.map(({ preset, share: probability }) => {
    const { rules = [], callbackRules = [] } = PLANS[preset];
    return {
      rules: rules.map((rule) => ({ ...rule, probability })),
      callbackRules: callbackRules.map((rule) => ({ ...rule, probability })),
    };
  });
  return { rules: plans.flatMap(({ rules }) => rules), callbackRules: plans.flatMap((plan) => plan.callbackRules) };
}
