/**
 * Copies text. A host that denies every permission (reliability E3) also denies the asynchronous clipboard, so the
 * older command, which a press of a button always allows, is the way back.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const carrier = document.createElement('textarea');
    carrier.value = text;
    carrier.className = 'visually-hidden';
    const host = document.querySelector('dialog[open]:last-of-type') ?? document.body;
    const focused = document.activeElement;
    host.append(carrier);
    carrier.select();
    // Deprecated without a successor that works where permissions are denied.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const copied = document.execCommand('copy');
    carrier.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return copied;
  }
}
