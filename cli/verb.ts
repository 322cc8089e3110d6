import { asStudioError } from '#core/errors.ts';
import { EXIT_CODES, type ExitCode } from '#schemas/errors/catalogue.ts';
import { STUDIO_ERRORS } from '#schemas/errors/studio-errors.ts';
import type { ErrorDocument } from '#schemas/report/error.ts';
import { writeJson } from './reporters/json.ts';
import { writeError } from './reporters/human/error.ts';
import type { Terminal } from './terminal.ts';

/** What every reporting verb is given besides its own options. */
export interface Call {
  readonly terminal: Terminal;
  /** `--json`: one document on standard output and nothing else there. */
  readonly json: boolean;
}

/** A verb with its options as commander parsed them. */
export interface Verb<Options> {
  /** The verb's document where the work could not be done. */
  failure(error: ErrorDocument, options: Partial<Options>): unknown;
  /** Does the work, prints the document or the text, and tells the exit code. What it throws becomes `failure`. */
  run(call: Call, options: Options): Promise<ExitCode>;
}

/** The exit code of an error (experience "Command line"). */
export function exitOf({ code }: ErrorDocument): ExitCode {
  return STUDIO_ERRORS[code].exit;
}

/** Runs a verb; any failure is told in the form that was asked for. */
export async function runVerb<Options>(verb: Verb<Options>, call: Call, options: Options): Promise<ExitCode> {
  try {
    return await verb.run(call, options);
  } catch (thrown) {
    const error = asStudioError(thrown).toDocument();
    return reportFailure(call, error, verb.failure(error, options));
  }
}

/** Prints the document of a failure, or the error for people. */
export function reportFailure(call: Call, error: ErrorDocument, document: unknown): ExitCode {
  if (call.json) writeJson(call.terminal.out, document);
  else writeError(call.terminal, error);
  return exitOf(error);
}

/** 1 where something of severity `error` was found (experience "Command line"). */
export function exitOfFindings(findings: readonly { readonly severity: string }[]): ExitCode {
  return findings.some(({ severity }) => severity === 'error') ? EXIT_CODES.findings : EXIT_CODES.ok;
}
