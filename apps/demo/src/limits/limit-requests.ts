import { HttpException, HttpStatus } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { keyMatcher } from '../access/key-matcher.js';
import type { Settings } from '../settings/settings.js';
import { WEBHOOK_PATH } from '../webhook/webhook-path.js';
import { RateAndBurst, type RateRule } from './rate-and-burst.js';

const RULE: RateRule = { perSecond: 500, burst: 2_000 };

/** All callbacks come from few addresses, and whoever watches us asks as often as it likes. */
const FREE = new Set([`/${WEBHOOK_PATH}/:token`, '/health']);

/** Per key where a good one is given, else per IP; in this process alone, before anything of a request is read. */
export function limitRequests(app: NestFastifyApplication, { demoApiKey }: Pick<Settings, 'demoApiKey'>): void {
  const limit = new RateAndBurst(RULE);
  const isKey = demoApiKey === null ? () => false : keyMatcher(demoApiKey);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (FREE.has(request.routeOptions.url ?? '')) return done();
    const name = isKey(request.headers['x-api-key']) ? 'key' : request.ip;
    const waitMs = limit.take(name, performance.now());
    if (waitMs === 0) return done();
    reply.header('retry-after', Math.ceil(waitMs / 1_000));
    done(new HttpException(`At most ${RULE.perSecond} requests a second.`, HttpStatus.TOO_MANY_REQUESTS));
  });
}
