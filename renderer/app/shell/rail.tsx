import { useProject } from '../state/project.ts';
import { showView, useView } from '../state/view.ts';
import { VIEWS } from '../views.ts';

/** The views, keys 1…9. */
export function Rail() {
  const view = useView((state) => state.view);
  const hasProject = useProject((state) => state.project !== null);
  return (
    <nav className="rail" aria-label="Views">
      {VIEWS.map(({ id, title, icon: Icon, needsProject }, index) => {
        const blocked = needsProject && !hasProject && id !== 'workspace';
        return (
          <button
            key={id}
            type="button"
            className="rail__item"
            aria-label={title}
            aria-current={id === view ? 'page' : undefined}
            aria-disabled={blocked ? true : undefined}
            title={blocked ? `${title}: open a project first` : `${title} (${index + 1})`}
            onClick={() => {
              if (!blocked) showView(id);
            }}
          >
            <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
          </button>
        );
      })}
    </nav>
  );
}
