/** The body that every contender sends: an OTP call as the gateway's documentation writes it. */
export const body = () => ({
  ApiKey: 'bench-api-key',
  Content: '686868',
  Phone: '0901888484',
  SecretKey: 'bench-secret-key',
  SmsType: '8',
  IsUnicode: 0,
  Sandbox: 0,
  RequestId: crypto.randomUUID(),
  CallbackUrl:
    'https://demo.example.com/webhooks/esms/1.k1.96accf59-0c41-4bc7-a5c4-4a466c2e41c2.t1x2y3.AAAAAAAAAAAAAAAAAAAAAA',
});

export const PATH = '/SendMultipleMessage_V4_post_json/';
