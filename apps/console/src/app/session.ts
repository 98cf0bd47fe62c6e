import { createContext, useContext } from 'react';
import type { Api } from '../api/api.js';
import type { ConsoleSettings } from '../api/console-settings.js';

/** What every view works with. */
export interface Session {
  readonly api: Api;
  readonly settings: ConsoleSettings;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no SessionContext above.');
  return session;
}

export const useApi = (): Api => useSession().api;

/** Whether no phone rings, and the phone wall can be seen. */
export const useIsSimulated = (): boolean => useSession().settings.gateway === 'simulator';
