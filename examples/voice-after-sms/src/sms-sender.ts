/** A text on its way; `messageId` is ours, and the provider repeats it in its reports. */
export interface Sms {
  readonly messageId: string;
  readonly phone: string;
  readonly text: string;
}

/** Your SMS provider. It throws where it takes no message, and reports later what became of one that it took. */
export abstract class SmsSender {
  abstract send(sms: Sms): Promise<void>;
}

/** A provider that takes every message and sends none; what it would report comes from whoever posts it. */
export class FakeSmsSender extends SmsSender {
  readonly sent: Sms[] = [];
  isDown = false;

  async send(sms: Sms): Promise<void> {
    if (this.isDown) throw new Error('The SMS provider does not answer.');
    this.sent.push(sms);
  }
}
