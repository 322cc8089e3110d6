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

/** What a declaration that a running host keeps from scan to scan gave: it is written and hashed only once. */
interface KeptKey {
  readonly format: BankFormat;
  readonly paths: readonly string[];
  readonly settings: string;
  digests: readonly string[];
  key: string;
}

const keptKeys = new WeakMap<AssetDeclaration, KeptKey>();

/**
 * SHA-256 of canonical JSON of all that affects the payload, the header metadata and the tile records of an asset:
 * equal keys mean equal bytes (asset-workspace 6). Name, root, ids, inclusion, preload, `build` and declared inputs
 * are not part of it. Artifacts count in `index` order; their names do, because tile records tell them and palette
 * files are read by extension.
 * @throws StudioError `INTERNAL` where a digest is missing
 */
export function computeBuildKey({ declaration, format, digests, hash }: BuildKeyInputs): string {
  let kept = keptKeys.get(declaration);
  if (kept?.format !== format) {
    const paths = listPayloadInputs(declaration, format);
    kept = { format, paths, settings: settingsText(declaration, format), digests: [], key: '' };
    keptKeys.set(declaration, kept);
  }
  const { paths, settings } = kept;
  const current = paths.map((path) => {
    const sha256 = digests.get(path);
    if (sha256 === undefined) throw new StudioError('INTERNAL', `no digest of "${path}" for the build key`);
    return sha256;
  });
  if (kept.key === '' || current.some((sha256, index) => sha256 !== kept.digests[index])) {
    const files = canonicalJson(paths.map((path, index) => [path, current[index]]));
    kept.key = hash.sha256Hex(ENCODER.encode(`{"files":${files},"settings":${settings}}`));
    kept.digests = current;
  }
  return kept.key;
}

/** Canonical JSON of the settings that affect bytes. */
function settingsText(declaration: AssetDeclaration, format: BankFormat): string {
  const { output } = declaration;
  const artifacts = declaration.artifacts
    .toSorted((left, right) => left.index - right.index)
    .map(({ file, index, palette, loop }) => ({
      file,
      index,
      ...(palette === undefined ? {} : { palette }),
      ...(loop === undefined ? {} : { loop: { start: loop.start, end: loop.end } }),
    }));
  return canonicalJson(
    {
      artifacts,
      codec: output.codec,
      encoder_version: format.encoderVersion,
      format: format.format,
      ...(output.codec_configuration === undefined
        ? {}
        : { codec_configuration: output.codec_configuration }),
      ...(output.metadata === undefined ? {} : { metadata: output.metadata }),
      ...(output.pipeline === undefined ? {} : { pipeline: output.pipeline }),
    },
    { allowNonIntegers: true },
  );
}
