import type { CallKind } from '../api/call-view.js';

/** What stands in the form; `schedule` as a `datetime-local` control has it. */
export interface CallDraft {
  readonly kind: CallKind;
  readonly phone: string;
  readonly speaks: 'code' | 'content';
  readonly code: string;
  readonly content: string;
  readonly templateId: string;
  readonly variables: string;
  readonly recordingId: string;
  readonly maxRetry: string;
  readonly schedule: string;
  readonly sandbox: boolean;
}

/** A form that is ready to be sent where no phone rings. */
export const firstDraft = (isSimulated: boolean): CallDraft => ({
  kind: 'otp',
  phone: isSimulated ? '0901888484' : '',
  speaks: 'code',
  code: isSimulated ? '686868' : '',
  content: isSimulated ? 'Mã xác nhận của bạn là 6 8 6 8 6 8' : '',
  templateId: isSimulated ? '1001' : '',
  variables: '',
  recordingId: isSimulated ? '2001' : '',
  maxRetry: '',
  schedule: '',
  sandbox: false,
});

/** The body that the API takes. It judges the fields, so they go as they were written. */
export function bodyOf(draft: CallDraft, requestId: string): Record<string, unknown> {
  const { phone, schedule } = draft;
  return { requestId, phone, ...OWN[draft.kind](draft), ...(schedule !== '' && { sendAt: withZone(schedule) }) };
}

const OWN: Readonly<Record<CallKind, (draft: CallDraft) => Record<string, unknown>>> = {
  otp: ({ speaks, code, content, sandbox }) => ({
    ...(speaks === 'code' ? { code } : { content }),
    ...(sandbox && { sandbox }),
  }),
  template: ({ templateId, variables }) => ({
    templateId,
    ...(variables.trim() !== '' && { variables: lines(variables) }),
  }),
  recording: ({ recordingId, maxRetry }) => ({
    recordingId,
    ...(maxRetry !== '' && { maxRetry: numberOrText(maxRetry) }),
  }),
};

/** What is no number goes as it is: the API says what is wrong with it. */
const numberOrText = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/);

function withZone(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? local : at.toISOString();
}
