export function startWithDocker(
  guarded: { undoWith(command: string, args: string[], env: Record<string, string>): void },
  service: string,
  env?: Record<string, string>,
): Promise<(port: number) => Promise<string>>;
