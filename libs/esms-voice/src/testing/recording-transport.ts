import { createHttpService, type GatewayHttpService } from '../gateway/http-service.js';
import type { EsmsRecorder } from './esms-recorder.js';

/** A transport that opens no socket: each request is handed to the recorder, which answers it. */
export function createRecordingTransport(recorder: EsmsRecorder): GatewayHttpService {
  const http = createHttpService(async (config) => ({
    data: recorder.answer(JSON.parse(String(config.data)) as Record<string, unknown>),
    status: 200,
    statusText: 'OK',
    headers: {},
    config,
  }));
  return { http, close: async () => undefined };
}
