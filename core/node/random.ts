import { randomUUID } from 'node:crypto';
import type { Random } from '#core/ports/clock.ts';

export const systemRandom: Random = { uuidV4: () => randomUUID() };
