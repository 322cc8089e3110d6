import fc from 'fast-check';
import { fuzzRuns } from '#core/testing/fuzz-runs.ts';
import { describe, expect, it } from 'vitest';
import { LOOPBACK_MAX_MESSAGE_BYTES } from '#schemas/contract/loopback-wire.ts';
import { readRequestMessage } from './request-message.ts';

const ENCODER = new TextEncoder();
const read = (text: string) => readRequestMessage(ENCODER.encode(text));

describe('readRequestMessage', () => {
  it('reads requests, with and without a code, and cancels', () => {
    expect(read('{"id":1,"method":"a","params":{"b":[1]}}')).toEqual({
      id: 1,
      method: 'a',
      params: { b: [1] },
    });
    expect(read('{"id":2,"method":"a","params":null,"gesture_code":"X"}')).toEqual({
      id: 2,
      method: 'a',
      params: null,
      gesture_code: 'X',
    });
    expect(read('{"id":3,"cancel":true}')).toEqual({ id: 3, cancel: true });
  });

  it.each([
    '{"id":3,"cancel":true,"method":"a","params":{}}',
    '{"id":3,"cancel":false}',
    '{"id":0,"method":"a","params":{}}',
    '{"id":9007199254740992,"method":"a","params":{}}',
    '{"id":1e3,"method":"a","params":{}}',
    '{"id":1,"method":1,"params":{}}',
    '{"id":1,"method":"a","params":{},"gesture_code":1}',
    '{"id":1,"method":"a","params":{"n":1.5}}',
    '{"id":1,"method":"a","params":{},"__proto__":{}}',
    '{"__proto__":{"id":1,"method":"a","params":{}}}',
  ])('E9 H5 H6 refuses %s', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('E9 keeps __proto__ in params as a member, for the schema to refuse', () => {
    const request = read('{"id":1,"method":"a","params":{"__proto__":{"job_id":"x"}}}');
    expect(JSON.stringify(request)).toContain('"__proto__":{"job_id":"x"}');
    expect(request).not.toHaveProperty('params.job_id');
  });

  it('F1 H1 refuses a message over the limit', () => {
    expect(readRequestMessage(new Uint8Array(LOOPBACK_MAX_MESSAGE_BYTES + 1))).toBeUndefined();
  });

  it('F1 takes any bytes, and every mutation of a request, without an exception', () => {
    const valid = ENCODER.encode(
      '{"id":12,"method":"cancelJob","params":{"job_id":"\\u00e4\\n"},"gesture_code":"A"}',
    );
    const position = fc.nat({ max: valid.length - 1 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(position, fc.nat({ max: 255 })), { maxLength: 4 }),
        position,
        (changes, end) => {
          const bytes = Uint8Array.from(valid);
          for (const [at, value] of changes) bytes[at] = value;
          for (const message of [readRequestMessage(bytes), readRequestMessage(bytes.subarray(0, end))]) {
            if (message !== undefined) expect(message.id).toBeGreaterThan(0);
          }
        },
      ),
      fuzzRuns(3000),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(readRequestMessage(bytes)).toBeUndefined();
      }),
    );
  });
});
