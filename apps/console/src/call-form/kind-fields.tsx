import type { ComponentType } from 'react';
import type { CallKind } from '../api/call-view.js';
import type { DraftParts } from './draft-parts.js';
import { OtpFields } from './otp-fields.js';
import { RecordingFields } from './recording-fields.js';
import { TemplateFields } from './template-fields.js';

const FIELDS: Readonly<Record<CallKind, ComponentType<DraftParts>>> = {
  otp: OtpFields,
  template: TemplateFields,
  recording: RecordingFields,
};

/** The fields that the chosen kind alone has. */
export function KindFields(parts: DraftParts) {
  const Fields = FIELDS[parts.draft.kind];
  return <Fields {...parts} />;
}
