/** Route of the webhook; the module signs callback URLs for it. */
export const WEBHOOK_PATH = 'webhooks/esms';
