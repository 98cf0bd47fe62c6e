import { jsonReply, type Route } from './exchange.js';
import { answerOtpCall } from './faulty-otp.js';
import type { SimulatedGateway } from './simulated-gateway.js';

/** The path below which both hosts of the gateway keep their functions. */
export const SERVICE_PATH = '/MainService.svc/json';

/** The gateway's functions; business errors answer with HTTP 200, as published. */
export function gatewayRoutes(gateway: SimulatedGateway): Route[] {
  return [
    {
      method: 'POST',
      path: `${SERVICE_PATH}/SendMultipleMessage_V4_post_json`,
      respond: (request) => answerOtpCall(gateway, request),
    },
    {
      method: 'POST',
      path: `${SERVICE_PATH}/GetBalance_json`,
      respond: ({ body }) => jsonReply(200, gateway.tellBalance(body)),
    },
  ];
}
