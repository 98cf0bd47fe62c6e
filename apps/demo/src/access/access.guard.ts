import {
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isLoopback } from '../settings/environment.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { IS_PUBLIC } from './public.decorator.js';
import { keyMatcher, type IsKey } from './key-matcher.js';
import { IS_BEARER } from './takes-bearer.decorator.js';

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * With `DEMO_API_KEY` set: it must come as `x-api-key`. Without one only loopback may call: a foreign `Host` header
 * is a web page that had its name point here.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  /** `null`: no key is asked for. */
  private readonly isKey: IsKey | null;

  constructor(
    private readonly reflector: Reflector,
    @Inject(SETTINGS) { demoApiKey }: Settings,
  ) {
    this.isKey = demoApiKey === null ? null : keyMatcher(demoApiKey);
  }

  canActivate(context: ExecutionContext): boolean {
    if (this.reflector.getAllAndOverride<boolean>(IS_PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const { headers } = context.switchToHttp().getRequest<Request>();
    if (!this.isKey) return isLocal(headers);
    const keys = [headers['x-api-key'], ...(this.takesBearer(context) ? [bearerOf(headers)] : [])];
    if (!keys.some(this.isKey)) throw new UnauthorizedException('x-api-key is missing or wrong');
    return true;
  }

  private takesBearer(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(IS_BEARER, [context.getHandler(), context.getClass()]) ?? false;
  }
}

const bearerOf = ({ authorization }: Request['headers']): string | undefined =>
  /^Bearer (.+)$/i.exec(String(authorization))?.[1];

/** A page from elsewhere shows in `Origin`, or in `Host` where it had its own name point here. */
function isLocal({ host, origin }: Request['headers']): true {
  const names = [host, ...(origin === undefined ? [] : [String(origin).replace(/^https?:\/\//, '')])];
  if (!names.every((name) => isLoopback(String(name).replace(/:\d+$/, ''))))
    throw new ForbiddenException('without DEMO_API_KEY only loopback may call');
  return true;
}
