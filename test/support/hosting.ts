import {
  applyDecorators,
  Catch,
  Controller,
  Get,
  HttpException,
  Inject,
  Injectable,
  SetMetadata,
  UseGuards,
  ValidationPipe,
  VersioningType,
  type ArgumentsHost,
  type CallHandler,
  type CanActivate,
  type ControllerOptions,
  type ExceptionFilter,
  type ExecutionContext,
  type INestApplication,
  type NestInterceptor,
  type Provider,
  type Type,
} from '@nestjs/common';
import { APP_GUARD, HttpAdapterHost, Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import {
  EsmsCallback,
  EsmsCallbackGuard,
  EsmsCallbacks,
  type CallbackReceipt,
  type VerifiedCallback,
} from '../../libs/esms-voice/src/index.js';
import { WEBHOOK_PATH } from './webhook-host.js';

type Configure = (app: INestApplication) => void;

/** One way to set an application up, by its name. */
export type Setting = readonly [name: string, configure: Configure];

/** Lets a route past {@link PUBLIC_ONLY}, as hosts name it. */
export const Public = (): ClassDecorator => SetMetadata('public', true);

@Injectable()
class PublicOnlyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>('public', [context.getHandler(), context.getClass()]) ?? false;
  }
}

/** A host's global guard, which lets public routes past alone. */
export const PUBLIC_ONLY: Provider = { provide: APP_GUARD, useClass: PublicOnlyGuard };

class OwnWebhook {
  constructor(@Inject(EsmsCallbacks) private readonly callbacks: EsmsCallbacks) {}

  @Get(':token')
  @UseGuards(EsmsCallbackGuard)
  receive(@EsmsCallback() callback: VerifiedCallback): Promise<CallbackReceipt> {
    return this.callbacks.receive(callback);
  }
}

/** A controller of the host's own, with these decorators, on the route that is signed. */
export function ownController(options: ControllerOptions, decorators: readonly ClassDecorator[] = []): Type {
  class OwnWebhookController extends OwnWebhook {}
  applyDecorators(Controller({ path: WEBHOOK_PATH, ...options }), ...decorators)(OwnWebhookController);
  return OwnWebhookController;
}

class WrapInData implements NestInterceptor {
  intercept(_: ExecutionContext, next: CallHandler<unknown>): Observable<{ data: unknown }> {
    return next.handle().pipe(map((data) => ({ data })));
  }
}

@Catch()
class CatchAll implements ExceptionFilter {
  constructor(private readonly adapterHost: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const status = error instanceof HttpException ? error.getStatus() : 500;
    this.adapterHost.httpAdapter.reply(host.switchToHttp().getResponse(), { error: 'caught' }, status);
  }
}

const nothing: Configure = () => undefined;

export const PREFIXES: readonly Setting[] = [
  ['no prefix', nothing],
  ['a prefix', (app) => void app.setGlobalPrefix('api')],
  ['a prefix with slashes', (app) => void app.setGlobalPrefix('/api/v0/')],
  [
    'a prefix that excludes the route',
    (app) => void app.setGlobalPrefix('api', { exclude: [`${WEBHOOK_PATH}/:token`] }),
  ],
];

export const VERSIONINGS: readonly Setting[] = [
  ['no versions', nothing],
  ['versions in the URL', (app) => void app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' })],
  [
    'versions in a header',
    (app) => void app.enableVersioning({ type: VersioningType.HEADER, header: 'x-version', defaultVersion: '1' }),
  ],
];

export const PIPES: readonly Setting[] = [
  ['no pipe', nothing],
  [
    'a strict pipe',
    (app) =>
      void app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true })),
  ],
];

export const WRAPPINGS: readonly Setting[] = [
  ['plain answers', nothing],
  [
    'wrapped answers and a catch-all filter',
    (app) => void app.useGlobalInterceptors(new WrapInData()).useGlobalFilters(new CatchAll(app.get(HttpAdapterHost))),
  ],
];
