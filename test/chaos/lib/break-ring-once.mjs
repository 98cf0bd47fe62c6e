import { randomUUID } from 'node:crypto';

/** What a client does that repeats blindly: every request, repeats too, carries an id of its own. */
export function breakRingOnce(voice) {
  voice.http.axiosRef.interceptors.request.use((config) => {
    if (config.data) config.data = JSON.stringify({ ...JSON.parse(config.data), RequestId: randomUUID() });
    else config.url = config.url.replace(/(RequestId=)[^&]+/i, `$1${randomUUID()}`);
    return config;
  });
}
