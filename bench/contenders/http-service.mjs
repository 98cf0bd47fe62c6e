import { Agent } from 'node:http';
import { HttpService } from '@nestjs/axios';
import axios from 'axios';
import { firstValueFrom } from 'rxjs';
import { body, PATH } from './call.mjs';

/** Nest's `HttpService.post` as it comes, on a keep-alive agent. */
export async function create(url) {
  const http = new HttpService(axios.create({ httpAgent: new Agent({ keepAlive: true }) }));
  return () => firstValueFrom(http.post(url + PATH, body()));
}
