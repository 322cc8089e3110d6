import { useSyncExternalStore } from 'react';

const HEIGHTS = { comfortable: 28, compact: 24 } as const;

function current(): number {
  return document.documentElement.dataset['density'] === 'compact' ? HEIGHTS.compact : HEIGHTS.comfortable;
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] });
  return () => observer.disconnect();
}

/** Height of a table row for the chosen density, px (visual.md "Tokens"). */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, current);
}
