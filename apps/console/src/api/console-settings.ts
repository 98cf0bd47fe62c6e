/** What the page must know before anything else: `GET /console/settings`. */
export interface ConsoleSettings {
  readonly gateway: 'simulator' | 'live';
  readonly sandbox: boolean;
  readonly needsKey: boolean;
  readonly journal: 'memory' | 'redis' | 'postgres';
  readonly version: string;
}
