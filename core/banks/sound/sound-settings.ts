import type { AssetDeclaration } from '#schemas/workspace/declaration.ts';
import { checkArtifactRanges, checkArtifactsPresent, orderArtifacts } from '../artifact-order.ts';
import type { BankDiagnostic } from '../bank-format.ts';
import { ownMember } from '../json-shape.ts';
import type { ChannelChoice } from './wav-samples.ts';

const CHANNEL_CHOICES: readonly ChannelChoice[] = ['left', 'right', 'mix'];

/** What the declaration says about a sound bank, checked (asset-pack 4.2). */
export interface SoundSettings {
  /** How files of two channels become one; undefined where they are errors. */
  readonly channels: ChannelChoice | undefined;
}

export interface SoundSettingsResult {
  /** Present where nothing was found. */
  readonly settings: SoundSettings | undefined;
  readonly diagnostics: readonly BankDiagnostic[];
}

/** Reads and checks what the declaration alone says; the length of a sound is not known here. */
export function readSoundSettings(declaration: AssetDeclaration): SoundSettingsResult {
  const found: BankDiagnostic[] = [
    ...checkArtifactsPresent(declaration),
    ...checkArtifactRanges(orderArtifacts(declaration).map((placed) => ({ ...placed, count: 1 }))),
  ];
  const declared = ownMember(declaration.output.pipeline, 'channels');
  const channels = CHANNEL_CHOICES.find((choice) => choice === declared);
  if (declared !== undefined && channels === undefined) {
    found.push({
      code: 'PIPELINE_INVALID',
      message: `output.pipeline.channels is ${JSON.stringify(declared)}, not one of ${CHANNEL_CHOICES.join(', ')}.`,
      pointer: '/output/pipeline/channels',
    });
  }
  for (const [position, { file, loop }] of declaration.artifacts.entries()) {
    if (loop === undefined || (loop.start >= 0 && loop.start < loop.end)) continue;
    found.push({
      code: 'SOUND_LOOP_OUT_OF_RANGE',
      message: `The loop of "${file}" runs from frame ${String(loop.start)} to ${String(loop.end)}, which is no range.`,
      pointer: `/artifacts/${String(position)}/loop`,
      fixId: 'remove-loop',
    });
  }
  return { settings: found.length === 0 ? { channels } : undefined, diagnostics: found };
}
