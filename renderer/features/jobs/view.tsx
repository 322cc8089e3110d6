import type { ViewModule } from '../../app/views.ts';
import { JobList } from './job-list.tsx';

function JobsMain() {
  return (
    <div className="pane__body pane__body--scroll" role="region" aria-label="Jobs" tabIndex={0}>
      <JobList />
    </div>
  );
}

export default { Main: JobsMain } satisfies ViewModule;
