import { ChevronDown } from 'lucide-react';
import { JobList } from '../../features/jobs/job-list.tsx';
import { Problems } from '../../features/problems/problems.tsx';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { formatMoment } from '../../ui/time-text.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { shortcutOf } from '../commands/registry.ts';
import { runningJobs, useJobs } from '../state/jobs.ts';
import { useProject } from '../state/project.ts';
import { setLayout, showPanel, useView } from '../state/view.ts';

/** Problems, jobs and log of the open project. */
export function BottomPanel() {
  const tab = useView((state) => state.panelTab);
  const counts = useProject((state) => state.doctor?.counts);
  const running = useJobs((state) => runningJobs(state.jobs).length);
  const problems = (counts?.error ?? 0) + (counts?.warning ?? 0);
  const tone = (counts?.error ?? 0) > 0 ? 'error' : 'warning';
  return (
    <Tabs
      label="Panel"
      chosen={tab}
      onChoose={showPanel}
      tabs={[
        {
          id: 'problems',
          title: <>Problems {problems > 0 && <Badge tone={tone}>{problems}</Badge>}</>,
          panel: () => <Problems />,
        },
        {
          id: 'jobs',
          title: <>Jobs {running > 0 && <Badge tone="accent">{running}</Badge>}</>,
          panel: () => <JobList />,
        },
        { id: 'log', title: 'Log', panel: () => <Log /> },
      ]}
      end={
        <IconButton
          small
          label="Hide the panel"
          shortcut={shortcutOf('view.panel') ?? ''}
          icon={<ChevronDown size={14} />}
          onPress={() => setLayout({ panelOpen: false })}
        />
      }
    />
  );
}

function Log() {
  const log = useProject((state) => state.log);
  if (log.length === 0)
    return (
      <EmptyState title="Nothing has happened yet">
        Change a file of the project, or pack it, and what happens is listed here.
      </EmptyState>
    );
  return (
    <ol className="log" reversed>
      {log.toReversed().map((event) => (
        <li key={event.sequence} className="log__row">
          <time dateTime={event.timestamp} className="faint">
            {formatMoment(Date.parse(event.timestamp))}
          </time>
          <span className="faint clip">{event.kind.replaceAll('_', ' ')}</span>
          <span>{visibleName(event.summary)}</span>
        </li>
      ))}
    </ol>
  );
}
