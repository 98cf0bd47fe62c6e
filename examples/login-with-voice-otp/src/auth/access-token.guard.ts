import { Injectable, UnauthorizedException, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';

/** The audience of access tokens: a ticket of a login that is half done has another one. */
export const ACCESS = 'access';

interface AuthorizedRequest {
  readonly headers: { readonly authorization?: string };
  userId?: string;
}

/** Lets in who has an access token, and leaves their id in the request. */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    const { sub } = await this.jwt.verifyAsync<{ sub: string }>(token, { audience: ACCESS }).catch(() => {
      throw new UnauthorizedException();
    });
    request.userId = sub;
    return true;
  }
}
