import { Wand } from 'lucide-react';
import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { Button } from '../../ui/button.tsx';
import { runFix } from '../state/actions.ts';
import { useProject } from '../state/project.ts';

/** “Fix…” previews the mechanical remedy of a diagnostic; nothing where there is none. */
export function FixButton({
  diagnostic,
  small = false,
}: {
  readonly diagnostic: Diagnostic;
  readonly small?: boolean;
}) {
  const readOnly = useProject((state) => state.project?.read_only === true);
  if (diagnostic.fix_id === undefined) return null;
  return (
    <Button
      small={small}
      icon={<Wand size={12} />}
      unavailable={readOnly ? 'The project is read-only.' : undefined}
      title={`Preview: ${diagnostic.fix_id.replaceAll('-', ' ')}`}
      onPress={() => void runFix(diagnostic)}
    >
      Fix…
    </Button>
  );
}
