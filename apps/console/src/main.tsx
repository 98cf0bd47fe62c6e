import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { LanguageProvider } from './i18n/language.js';
import './styles/index.css';

createRoot(document.getElementById('console')!).render(
  <LanguageProvider>
    <App />
  </LanguageProvider>,
);
