import { RequestMethod } from '@nestjs/common';
import type { ApplicationConfig } from '@nestjs/core';
import type { CallKind } from '../calls/call-state.js';
import type { NamedKey } from '../journal/data-keys.js';
import { joinUrl, TOKEN_VALID_MS } from './sign-callback-url.js';

/** What the callback URLs of one account are made of. */
export interface CallbackUrlOptions {
  readonly account: string;
  /** Where the gateway reaches this application; no slash at the end. */
  readonly publicUrl: string;
  /** Route of the webhook controller, without the host application's global prefix. */
  readonly path: string;
  /** The first one signs. */
  readonly keys: readonly [NamedKey, ...NamedKey[]];
}

/** Signs one callback URL for each call. */
export class CallbackUrlSigner {
  private base: string | null = null;

  // Hard private: the keys stay out of `util.inspect`.
  readonly #options: CallbackUrlOptions;

  constructor(
    options: CallbackUrlOptions,
    private readonly application: ApplicationConfig,
  ) {
    this.#options = options;
  }

  /**
   * `{publicUrl}{global prefix}/{path}/{token}`, good for 8 days from now or from the scheduled time.
   * @param from when the call is placed.
   */
  sign(requestId: string, from: Date, kind: CallKind): string {
    const { account, keys } = this.#options;
    const expiresAt = new Date(from.getTime() + TOKEN_VALID_MS);
    return joinUrl(this.baseUrl(), keys[0], { account, requestId, expiresAt }, kind);
  }

  /** The prefix is set after the modules are built, so it is read when the first call is signed. */
  private baseUrl(): string {
    this.base ??=
      this.#options.publicUrl + globalPrefixFor(this.#options.path, this.application) + `/${this.#options.path}`;
    return this.base;
  }
}

/** `/prefix`, or nothing where there is none or the route is excluded from it. */
function globalPrefixFor(path: string, application: ApplicationConfig): string {
  const prefix = application.getGlobalPrefix().replace(/^\/+|\/+$/g, '');
  const excluded = (application.getGlobalPrefixOptions().exclude ?? []).some(
    ({ pathRegex, requestMethod }) =>
      pathRegex.test(`/${path}/:token`) &&
      (requestMethod === RequestMethod.ALL || requestMethod === RequestMethod.GET || (requestMethod as number) === -1),
  );
  return prefix === '' || excluded ? '' : `/${prefix}`;
}
