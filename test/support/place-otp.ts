interface SimulatedAccess {
  readonly restUrl: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

/** An OTP call as a caller writes it, with good keys; fields given as undefined are left out. */
export function otpFields(
  { apiKey, secretKey }: Omit<SimulatedAccess, 'restUrl'>,
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  const base = { ApiKey: apiKey, Content: '686868', Phone: '0901888484', SecretKey: secretKey, SmsType: '8' };
  return { ...base, ...fields };
}

/** Places an OTP call over HTTP with plain `fetch` and reads the reply. */
export async function placeOtp(
  simulator: SimulatedAccess,
  fields: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  return postJson(`${simulator.restUrl}/SendMultipleMessage_V4_post_json/`, otpFields(simulator, fields));
}

/** Posts a JSON body, or text as it is, and reads a JSON reply. */
export async function postJson(url: string, body: unknown): Promise<Record<string, unknown>> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: text });
  return (await response.json()) as Record<string, unknown>;
}
