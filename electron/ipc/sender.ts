import type { WebContents, WebFrameMain } from 'electron';
import { APP_ORIGIN } from '../main/app-origin.ts';

/** What of an IPC event tells who sent it. */
export interface SenderEvent {
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain | null;
}

/** Main frame, right origin, known window: anything else is not answered (reliability E9). */
export function isTrustedSender(
  { sender, senderFrame }: SenderEvent,
  isKnown: (contents: WebContents) => boolean,
): boolean {
  // A frame that navigated away or was removed meanwhile is gone: null.
  if (senderFrame === null || !isKnown(sender)) return false;
  const isMainFrame =
    senderFrame.parent === null && senderFrame.frameTreeNodeId === sender.mainFrame.frameTreeNodeId;
  return isMainFrame && senderFrame.origin === APP_ORIGIN && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}
