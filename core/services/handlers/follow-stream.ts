/** What a stream handler is given to know when the other side has gone. */
export interface StreamSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** Subscribes, and ends the subscription when the other side ends the stream. */
export async function followStream(signal: StreamSignal, subscribe: () => () => void): Promise<void> {
  if (signal.aborted) return;
  const unsubscribe = subscribe();
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', resolve);
    if (signal.aborted) resolve();
  });
  unsubscribe();
}
