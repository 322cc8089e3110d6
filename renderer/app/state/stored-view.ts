/** View state that survives a reload; a host without storage just forgets it. */
export function readStored(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(`pack-studio.${key}`) ?? 'null');
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(`pack-studio.${key}`, JSON.stringify(value));
  } catch {
    return;
  }
}
