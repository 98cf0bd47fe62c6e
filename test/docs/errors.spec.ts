import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import * as voice from 'nestjs-esms-voice';
import * as dispatch from 'nestjs-esms-voice/dispatch';
import * as verification from 'nestjs-esms-voice/verification';
import { ROOT } from './lib/root.js';
import { rowsOf } from './lib/table.js';

const { EsmsVoiceError, GatewayRefusedError, toHttpError } = voice;
const page = await readFile(`${ROOT}docs/errors.md`, 'utf8');
const rows = rowsOf(page, ['HTTP', '`code`', 'class', 'outcome', 'when']);

const refusals = (codes: readonly string[]) => codes.map((gatewayCode) => new GatewayRefusedError('', { gatewayCode }));

/** One of each class that the library throws, as it throws it; of refusals, one of each code of the gateway that the page names. */
const THROWN: readonly voice.EsmsVoiceError[] = [
  new voice.InvalidInputError([]),
  new voice.AccountNotFoundError(),
  new voice.CallNotFoundError(),
  new verification.VerificationNotFoundError(),
  new voice.DuplicateRequestError('', {}),
  new verification.VerificationLimitedError('', null),
  new voice.EsmsVoiceOptionsError([]),
  new voice.CallNotSentError('', {}),
  new voice.GatewayUnreachableError(),
  new voice.AccountUnavailableError(),
  new voice.JournalFullError(1),
  new voice.JournalUnavailableError({}),
  new verification.VerificationUnavailableError(),
  new verification.VerificationStoreFullError(1),
  new dispatch.DispatchFullError(1),
  new dispatch.DispatchUnavailableError(null),
  new dispatch.EnqueueIncompleteError([], null),
  new voice.OutcomeUnknownError('', {}),
  ...refusals(['99', '103', '999']),
];

/** The errors among the names that an entry exports. */
const classesOf = (entry: object): string[] =>
  Object.entries(entry)
    .filter(([, value]) => typeof value === 'function' && value.prototype instanceof Error && value !== EsmsVoiceError)
    .map(([name]) => name);

describe('the table of docs/errors.md', () => {
  it('has status, code, class and outcome of every error, as the library throws it', () => {
    const told = rows.map(([status, code, name, outcome]) => [status, code, name, outcome].join(' '));
    const thrown = THROWN.map((error) => {
      const outcome = error.outcome === null ? '–' : `\`${error.outcome}\``;
      return [toHttpError(error).statusCode, `\`${error.code}\``, `\`${error.name}\``, outcome].join(' ');
    });
    expect(told.toSorted()).toEqual(thrown.toSorted());
  });

  it('leaves out no class that is exported', () => {
    const named = new Set(rows.map(([, , name]) => name!.replaceAll('`', '')));
    const exported = [voice, verification, dispatch].flatMap(classesOf);
    expect(exported.toSorted()).toEqual([...named].toSorted());
  });

  it.each(rows.filter(([, code]) => code === '`GATEWAY_REFUSED`'))(
    'answers %s to the codes of the gateway that it names',
    (status, _code, _class, _outcome, when) => {
      const codes = when.match(/\b\d{2,3}\b/g) ?? ['105', '999'];
      expect(refusals(codes).map((error) => toHttpError(error).statusCode)).toEqual(codes.map(() => Number(status)));
    },
  );

  it('has a body in the shape that the filter answers', () => {
    const [, json] = /```json\n([\s\S]*?)```/.exec(page)!;
    const { requestId, state, message } = JSON.parse(json!) as Record<'requestId' | 'message', string> & {
      state: 'unknown';
    };
    const { body } = toHttpError(new voice.OutcomeUnknownError(message, { requestId, state }));
    expect(JSON.parse(json!)).toEqual(body);
  });
});
