import type { BankFormat } from '#core/banks/bank-format.ts';
import { canonicalJson } from '#core/json/canonical.ts';
import { StudioError } from '#core/errors.ts';
import type { HashProvider } from '#core/ports/digest.ts';
import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { listPayloadInputs } from './asset-inputs.ts';

export interface BuildKeyInputs {
  readonly declaration: AssetDeclaration;
  readonly format: BankFormat;
  /** SHA-256 of every artifact and pipeline file by root-relative path; others are not looked at. */
  readonly digests: ReadonlyMap<string, string>;
  readonly hash: HashProvider;
}

const ENCODER = new TextEncoder();

/** Settings of declarations that a running host keeps from scan to scan, so that they are written only once. */
const settingsTexts = new WeakMap<AssetDeclaration, { readonly format: BankFormat; readonly text: string }>();

/**
 * SHA-256 of canonical JSON of all that affects the payload, the header metadata and the tile records of an asset:
 * equal keys mean equal bytes (asset-workspace 6). Name, root, ids, inclusion, preload, `build` and declared inputs
 * are not part of it. Artifacts count in `index` order; their names do, because tile records tell them and palette
 * files are read by extension.
 * @throws StudioError `INTERNAL` where a digest is missing
 */
export function computeBuildKey({ declaration, format, digests, hash }: BuildKeyInputs): string {
  const files = listPayloadInputs(declaration, format).map((path) => {
    const sha256 = digests.get(path);
    if (sha256 === undefined) throw new StudioError('INTERNAL', `no digest of "${path}" for the build key`);
    return canonicalJson([path, sha256]);
  });
  const text = `{"files":[${files.join(',')}],"settings":${settingsText(declaration, format)}}`;
  return hash.sha256Hex(ENCODER.encode(text));
}

function settingsText(declaration: AssetDeclaration, format: BankFormat): string {
  const known = settingsTexts.get(declaration);
  if (known?.format === format) return known.text;
  const { output } = declaration;
  const artifacts = declaration.artifacts
    .toSorted((left, right) => left.index - right.index)
    .map(({ file, index, palette, loop }) => ({
      file,
      index,
      ...(palette === undefined ? {} : { palette }),
      ...(loop === undefined ? {} : { loop: { start: loop.start, end: loop.end } }),
    }));
  const text = canonicalJson(
    {
      artifacts,
      codec: output.codec,
      encoder_version: format.encoderVersion,
      format: format.format,
      ...(output.codec_configuration === undefined ? {} : { codec_configuration: output.codec_configuration }),
      ...(output.metadata === undefined ? {} : { metadata: output.metadata }),
      ...(output.pipeline === undefined ? {} : { pipeline: output.pipeline }),
    },
    { allowNonIntegers: true },
  );
  settingsTexts.set(declaration, { format, text });
  return text;
}
