import type { Type } from '@nestjs/common';
import { createWebhookController } from '../callbacks/webhook-controller.js';
import { EsmsVoiceOptionsError } from '../errors/errors.js';
import type { EsmsVoiceExtras, EsmsWebhookOptions } from './esms-voice-options.js';
import { findProblems, isBoolean, optional, type OptionCheck } from './option-checks.js';

const ACCOUNT_NAME = /^[A-Za-z0-9_-]{1,32}$/;
export const ROUTE = /^\/?[A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*\/?$/;

const isRoute: OptionCheck = (value) =>
  typeof value === 'string' && ROUTE.test(value) ? null : 'must be a route such as webhooks/esms';

const isList: OptionCheck = (value) => (Array.isArray(value) ? null : 'must be a list of class decorators');

const WEBHOOK_CHECKS = { path: isRoute, decorators: optional(isList), mount: optional(isBoolean) };

/**
 * Checks what stands beside the factory.
 * @throws EsmsVoiceOptionsError
 */
export function checkExtras({ name, webhook }: EsmsVoiceExtras): void {
  const problems = webhook === undefined ? [] : findProblems(webhook, WEBHOOK_CHECKS, 'webhook');
  if (name !== undefined && !ACCOUNT_NAME.test(name)) {
    problems.push('name: must be 1 to 32 characters of A-Z a-z 0-9 _ -');
  }
  if (problems.length > 0) throw new EsmsVoiceOptionsError(problems);
}

/** The route without slashes at its ends; `null` where there is no webhook. */
export const webhookPath = (webhook?: EsmsWebhookOptions): string | null =>
  webhook ? webhook.path.replace(/^\/|\/$/g, '') : null;

/** The ready-made controller, unless the application brings its own. */
export function webhookControllers(webhook?: EsmsWebhookOptions): Type[] {
  const path = webhookPath(webhook);
  if (path === null || webhook?.mount === false) return [];
  return [createWebhookController(path, webhook?.decorators ?? [])];
}
