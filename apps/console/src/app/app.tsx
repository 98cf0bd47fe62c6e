import { useCallback, useEffect, useMemo, useState } from 'react';
import { Api } from '../api/api.js';
import type { ConsoleSettings } from '../api/console-settings.js';
import { Console } from './console.js';
import { Frame } from './frame.js';
import { KeyForm } from './key-form.js';
import { TryAgain } from './try-again.js';

/** Learns what the page must know, asks for a key where one is needed, and opens the console. */
export function App() {
  const api = useMemo(() => new Api(), []);
  const { settings, hasFailed, read } = useSettings(api);
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    api.onRefused = () => setIsOpen(false);
  }, [api]);
  if (settings && (isOpen || !settings.needsKey)) return <Console api={api} settings={settings} />;
  return (
    <Frame>
      {settings && <KeyForm api={api} onAccepted={() => setIsOpen(true)} />}
      {hasFailed && <TryAgain says="unreachable" onAgain={read} />}
    </Frame>
  );
}

function useSettings(api: Api) {
  const [settings, setSettings] = useState<ConsoleSettings | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const read = useCallback(() => {
    setHasFailed(false);
    api.get<ConsoleSettings>('/console/settings').then(setSettings, () => setHasFailed(true));
  }, [api]);
  useEffect(read, [read]);
  return { settings, hasFailed, read };
}
