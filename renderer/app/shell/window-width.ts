import { useSyncExternalStore } from 'react';

/** `full`: list, main and details side by side; `medium`: details fold into a drawer; `narrow`: the list does too. */
export type WidthClass = 'full' | 'medium' | 'narrow';

function current(): WidthClass {
  if (window.innerWidth < 800) return 'narrow';
  return window.innerWidth < 1100 ? 'medium' : 'full';
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('resize', changed);
  return () => window.removeEventListener('resize', changed);
}

/** Width class of the window, in CSS px: zoom counts as a narrower window. */
export function useWidthClass(): WidthClass {
  return useSyncExternalStore(subscribe, current);
}
