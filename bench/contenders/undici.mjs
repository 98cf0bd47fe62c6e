import { Pool } from 'undici';
import { body, PATH } from './call.mjs';

/** undici's `Pool.request` alone: the floor. */
export async function create(url) {
  const pool = new Pool(url, { connections: 256, pipelining: 1 });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return async () => {
    const answer = await pool.request({ path: PATH, method: 'POST', headers, body: JSON.stringify(body()) });
    return JSON.parse(await answer.body.text());
  };
}
