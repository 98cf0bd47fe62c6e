import type { CallForm } from './call-form.js';
import type { WireRequest } from './exchange.js';
import type { ReplyFormat } from './reply-format.js';
import type { SimulatedCallKind } from './request-kind.js';
import type { SeededRandom } from './seeded-random.js';
import type { ResolvedSimulatorOptions } from './simulator-options.js';

/** One of the three functions that place a call: how it reads and how it writes. The rest is the desk's. */
export interface CallFunction {
  readonly kind: SimulatedCallKind;
  readonly host: 'rest' | 'voice';
  readonly format: ReplyFormat;
  newCallId(random: SeededRandom): string;
  /** Undefined for a request that nobody can read. */
  decode(request: WireRequest, options: SpokenOptions): CallForm | undefined;
}

/** What the account may have spoken. */
export type SpokenOptions = Pick<ResolvedSimulatorOptions, 'templates' | 'recordings'>;
