/** What `obtain` must know of a service. */
export interface Service<Guarded> {
  title: string;
  variable: string;
  local?: string;
  programName: string;
  aptPackage: string;
  howInstalled?: string;
  findProgram(): string | undefined;
  versionAt(url: string): Promise<string>;
  placeOf(url: string): string;
  shareOf?(url: string, guarded: Guarded): Promise<string>;
  startPrivate(guarded: Guarded, program: string): Promise<string>;
  startInDocker(guarded: Guarded): Promise<string>;
}

export function obtain<Guarded>(
  service: Service<Guarded>,
  guarded: Guarded,
  machine?: { env?: NodeJS.ProcessEnv; install?: (name: string) => Promise<void> },
): Promise<string>;
