import type { ErrorCatalogueEntry, FindingCatalogueEntry } from '../../schemas/errors/catalogue.ts';
import { DIAGNOSTICS } from '../../schemas/errors/codes.ts';
import { PACK_FINDINGS } from '../../schemas/errors/pack-findings.ts';
import { STUDIO_ERRORS } from '../../schemas/errors/studio-errors.ts';

const INTRODUCTION = `# Codes

Every code that a report can hold, with what it means and what to do. Written by \`npm run generate\` from the catalogue
in [schemas/errors](../schemas/errors); for programs the same list is
[schemas/json/error-codes.schema.json](../schemas/json/error-codes.schema.json). The anchor of a code is the code in
lower case: \`docs/codes.md#registry_missing\`.
`;

/** `docs/codes.md`: one heading a code, so that each has an anchor (architecture "Errors"). */
export function codeList(): string {
  return [
    INTRODUCTION,
    '## Diagnostics of a workspace\n',
    '`error` stops a pack, for an excluded asset only where its identity is concerned; `warning` and `hint` never do.\n',
    ...Object.entries(DIAGNOSTICS).map(([code, entry]) => findingSection(code, entry)),
    '## Findings about a pack\n',
    '`error` makes a verdict negative.\n',
    ...Object.entries(PACK_FINDINGS).map(([code, entry]) => findingSection(code, entry)),
    '## Errors\n',
    'What broke around the program, with the exit code of the command line.\n',
    ...Object.entries(STUDIO_ERRORS).map(([code, entry]) => errorSection(code, entry)),
  ].join('\n');
}

function findingSection(code: string, { severity, title, remedy, fix }: FindingCatalogueEntry): string {
  const mended = fix === undefined ? '' : ` Mended by the fix \`${fix}\`.`;
  return `### ${code}\n\n*${severity}* — ${title} ${remedy}${mended}\n`;
}

function errorSection(code: string, { exit, title, remedy }: ErrorCatalogueEntry): string {
  return `### ${code}\n\n*exit code ${exit}* — ${title} ${remedy}\n`;
}
