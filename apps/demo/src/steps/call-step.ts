import type { CallEvent } from 'nestjs-esms-voice';

/** A step of a call as it is told to others; its number is masked. As JSON its dates are ISO 8601. */
export type CallStep = Pick<CallEvent, 'id' | 'type' | 'requestId' | 'at' | 'source' | 'call'>;

/** A step as it comes out of JSON, where dates are texts. */
export type TextStep = TextOf<CallStep>;

type TextOf<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? readonly TextOf<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: TextOf<T[Key]> }
      : T;

/** Leaves out the fields of the callback: they are the gateway's words, and nobody outside needs them. */
export const writeStep = ({ id, type, requestId, at, source, call }: CallEvent): string =>
  JSON.stringify({ id, type, requestId, at, source, call } satisfies CallStep);

export const readStep = (text: string): TextStep => JSON.parse(text) as TextStep;
