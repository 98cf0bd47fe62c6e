import { HttpService } from '@nestjs/axios';
import axios, { type AxiosAdapter, type InternalAxiosRequestConfig } from 'axios';
import { traced, type GatewayHttpService } from '../gateway/http-service.js';
import type { EsmsRecorder } from './esms-recorder.js';

/** A transport that opens no socket: each request is handed to the recorder, which answers it. */
export function createRecordingTransport(recorder: EsmsRecorder): GatewayHttpService {
  const adapter: AxiosAdapter = async (config: InternalAxiosRequestConfig) => ({
    data: recorder.answer(JSON.parse(String(config.data)) as Record<string, unknown>),
    status: 200,
    statusText: 'OK',
    headers: {},
    config,
  });
  const instance = axios.create({ adapter: traced(adapter), transformRequest: [], transformResponse: [] });
  return { http: new HttpService(instance), close: () => undefined };
}
