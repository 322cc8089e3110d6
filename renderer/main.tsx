import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { startStudio } from './app/start-studio.ts';
import { Shell } from './app/shell/shell.tsx';
import { electronPlatform } from './platform/electron.ts';
import { loopbackPlatform } from './platform/loopback.ts';
import './ui/tokens.css';
import './ui/base.css';

startStudio(electronPlatform() ?? loopbackPlatform());
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Shell />
    </StrictMode>,
  );
