/** Where the two sides of a benchmark of dispatch find the gateway and Redis, in one argument. */
export const toPlaces = (gatewayUrl, redisUrl) => `${gatewayUrl} ${redisUrl}`;

export function readPlaces(places) {
  const [gatewayUrl, redisUrl] = places.split(' ');
  return { gatewayUrl, redisUrl };
}

/** How many jobs a worker runs at once. */
export const CONCURRENCY = 32;
