import { createHttpService, type GatewayHttpService } from '../gateway/http-service.js';
import type { EsmsRecorder } from './esms-recorder.js';

/** A transport that opens no socket: each request is handed to the recorder, which answers it. */
export function createRecordingTransport(recorder: EsmsRecorder): GatewayHttpService {
  const http = createHttpService(async (config) => ({
    data: recorder.answer({ url: config.url!, body: (config.data as string | undefined) ?? null }),
    status: 200,
    statusText: 'OK',
    headers: {},
    config,
  }));
  return { http, close: async () => undefined };
}
