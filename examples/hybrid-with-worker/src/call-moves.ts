import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ClientProxyFactory, Transport, type RedisOptions } from '@nestjs/microservices';
import { OnCallEvent, type CallEvent, type CallState } from 'nestjs-esms-voice';
import { lastValueFrom } from 'rxjs';

/** The event of the microservice transport: a call has reached a state. */
export const CALL_MOVED = 'call.moved';

export interface CallMove {
  readonly requestId: string;
  readonly state: CallState;
}

/** Nest's Redis transport: what one process emits, all web processes hear. */
export function busOptions(): RedisOptions {
  const { hostname, port, username, password } = new URL(process.env.REDIS_URL!);
  return {
    transport: Transport.REDIS,
    options: {
      host: hostname,
      port: Number(port || 6379),
      username: decodeURIComponent(username),
      password: decodeURIComponent(password),
    },
  };
}

/** Tells the web processes of each step of a call: those that this process makes, a worker's replies or a web's callbacks. */
@Injectable()
export class CallMoves implements OnApplicationShutdown {
  private readonly bus = ClientProxyFactory.create(busOptions());

  @OnCallEvent('*')
  async tell({ requestId, type }: CallEvent): Promise<void> {
    const move: CallMove = { requestId, state: type };
    await lastValueFrom(this.bus.emit(CALL_MOVED, move), { defaultValue: undefined });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }
}
