import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { EsmsVerificationService, type StartedVerification } from 'nestjs-esms-voice/verification';

/** What the right password gives: not a session, but a ticket to type the spoken code with. */
export interface VoiceChallenge extends Pick<StartedVerification, 'expiresAt' | 'nextCallAt' | 'callsLeft'> {
  readonly ticket: string;
}

interface Ticket {
  readonly sub: string;
  readonly verificationId: string;
}

/** The audience of tickets; an access token has another one, so that neither is taken for the other. */
const VOICE_CODE = 'voice-code';

/** The second factor: a code that is spoken to the phone of the user, and typed by whoever knew the password. */
@Injectable()
export class VoiceFactor {
  constructor(
    private readonly verification: EsmsVerificationService,
    private readonly jwt: JwtService,
  ) {}

  /** Rings; a second login within the pause gets a ticket for the same call, and rings nobody. */
  async ring(user: { id: string; phone: string }, ip: string): Promise<VoiceChallenge> {
    const started = await this.verification.start({ phone: user.phone, purpose: 'login', userId: user.id, ip });
    const { verificationId, expiresAt, nextCallAt, callsLeft } = started;
    // User and verification travel together, signed: one number's code opens no other account.
    const ticket: Ticket = { sub: user.id, verificationId };
    return {
      ticket: await this.jwt.signAsync(ticket, { audience: VOICE_CODE, expiresIn: '10m' }),
      expiresAt,
      nextCallAt,
      callsLeft,
    };
  }

  /** The id of the user who typed the code. Nothing else says so: a callback tells that a phone rang, not who answered. */
  async prove(ticket: string, code: string): Promise<string> {
    const { sub, verificationId } = await this.jwt.verifyAsync<Ticket>(ticket, { audience: VOICE_CODE }).catch(() => {
      throw new UnauthorizedException();
    });
    const { status, attemptsLeft } = await this.verification.check({ verificationId, code });
    if (status !== 'approved') throw new UnauthorizedException({ status, attemptsLeft });
    return sub;
  }
}
