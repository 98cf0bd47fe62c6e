/** What the gateway can be made to suffer. */
export const FAULT_PRESETS = [
  'lost-replies',
  'resets',
  'slow',
  'server-errors',
  'garbage',
  'too-many',
  'lost-callbacks',
  'duplicate-callbacks',
] as const;
export type FaultPreset = (typeof FAULT_PRESETS)[number];

/** A fault under way. */
export interface ActiveFault {
  readonly preset: FaultPreset;
  /** From 0 to 1. */
  readonly share: number;
  /** ISO 8601. */
  readonly endsAt: string;
}
