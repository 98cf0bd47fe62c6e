import { Agent } from 'node:http';
import { HttpService } from '@nestjs/axios';
import { create as createAxios } from 'axios';
import { firstValueFrom } from 'rxjs';
import { body, PATH } from './call.mjs';

/** Nest's `HttpService.post` as it comes, on a keep-alive agent. */
export async function create(url) {
  const http = new HttpService(createAxios({ httpAgent: new Agent({ keepAlive: true }) }));
  return () => firstValueFrom(http.post(url + PATH, body()));
}
