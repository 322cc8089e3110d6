import { create } from 'zustand';
import type { StateKind } from './state-icon.tsx';

export interface Toast {
  readonly id: number;
  readonly state: StateKind;
  readonly text: string;
  readonly action: { readonly title: string; readonly run: () => void } | undefined;
}

interface ToastState {
  readonly toasts: readonly Toast[];
}

export const useToasts = create<ToastState>(() => ({ toasts: [] }));

const SHOWN_MS = 6000;
let lastId = 0;

/** Says something that needs no answer; it leaves by itself after six seconds. */
export function showToast(state: StateKind, text: string, action?: Toast['action']): void {
  lastId += 1;
  const toast: Toast = { id: lastId, state, text, action };
  useToasts.setState((before) => ({ toasts: [...before.toasts, toast].slice(-2) }));
  setTimeout(() => dismissToast(toast.id), SHOWN_MS);
}

export function dismissToast(id: number): void {
  useToasts.setState((before) => ({ toasts: before.toasts.filter((toast) => toast.id !== id) }));
}
