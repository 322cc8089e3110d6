import type { AssetRow } from '#schemas/report/assets.ts';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import type { TreeNode } from '../../ui/tree-grid.tsx';

export type ProblemNode =
  | {
      readonly kind: 'group';
      readonly title: string;
      readonly address: string | undefined;
      readonly error: number;
      readonly warning: number;
      readonly hint: number;
    }
  | { readonly kind: 'problem'; readonly diagnostic: Diagnostic; readonly root: string | undefined };

const WEIGHT = { error: 0, warning: 1, hint: 2 } as const;

/** Diagnostics by asset (or by file where they belong to none), groups with errors first. */
export function groupProblems(
  diagnostics: readonly Diagnostic[],
  rows: readonly AssetRow[],
): readonly TreeNode<ProblemNode>[] {
  const byId = new Map(rows.flatMap((row) => (row.asset_id === null ? [] : [[row.asset_id, row] as const])));
  const groups = new Map<
    string,
    { title: string; address: string | undefined; root: string | undefined; members: Diagnostic[] }
  >();
  for (const diagnostic of diagnostics) {
    const row = diagnostic.asset_id === undefined ? undefined : byId.get(diagnostic.asset_id);
    const key = row === undefined ? `file:${diagnostic.file ?? ''}` : `asset:${row.asset_id}`;
    const group = groups.get(key) ?? {
      title: row?.name ?? diagnostic.file ?? 'Project',
      address: row?.address,
      root: row?.root,
      members: [],
    };
    group.members.push(diagnostic);
    groups.set(key, group);
  }
  const weigh = (members: readonly Diagnostic[]) => Math.min(...members.map((each) => WEIGHT[each.severity]));
  return [...groups]
    .sort(([, a], [, b]) => weigh(a.members) - weigh(b.members))
    .map(([key, group]) => {
      const count = (severity: Diagnostic['severity']) =>
        group.members.filter((each) => each.severity === severity).length;
      return {
        key,
        data: {
          kind: 'group',
          title: group.title,
          address: group.address,
          error: count('error'),
          warning: count('warning'),
          hint: count('hint'),
        },
        children: [...group.members]
          .sort((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
          .map((diagnostic, index) => ({
            key: `${key}/${index}/${diagnostic.code}`,
            data: { kind: 'problem', diagnostic, root: group.root },
            children: [],
          })),
      };
    });
}
