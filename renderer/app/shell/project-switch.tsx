import { ChevronDown, FolderOpen, Lightbulb, X } from 'lucide-react';
import { useState } from 'react';
import type { RecentProject } from '#schemas/contract/views.ts';
import { MenuAt, type MenuItem, type MenuPlace } from '../../ui/menu.tsx';
import { Button } from '../../ui/button.tsx';
import { Name } from '../../ui/name.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { runCommand, shortcutOf } from '../commands/registry.ts';
import { useHost } from '../state/host.ts';
import { openFolder, useProject } from '../state/project.ts';
import { client } from '../studio.ts';

/** Name of the open project; its menu changes to another one. */
export function ProjectSwitch() {
  const project = useProject((state) => state.project);
  const exampleAvailable = useHost((state) => state.info?.example_available === true);
  const [at, setAt] = useState<MenuPlace>();
  const [recent, setRecent] = useState<readonly RecentProject[]>([]);

  const open = async (place: MenuPlace) => {
    const listed = await client().listRecentProjects({});
    setRecent(listed.ok ? listed.value.projects : []);
    setAt(place);
  };
  const items: MenuItem[] = [
    ...recent
      .filter((each) => each.exists)
      .slice(0, 8)
      .map((each) => ({
        id: each.folder,
        title: visibleName(each.name),
        note: visibleName(each.location),
        run: () => void openFolder(each.folder),
      })),
    {
      id: 'open',
      title: 'Open a folder…',
      icon: <FolderOpen size={14} />,
      shortcut: shortcutOf('project.open'),
      apart: recent.length > 0,
      run: () => runCommand('project.open'),
    },
    ...(exampleAvailable
      ? [
          {
            id: 'example',
            title: 'Open the example',
            icon: <Lightbulb size={14} />,
            run: () => runCommand('project.example'),
          },
        ]
      : []),
    ...(project === null
      ? []
      : [
          {
            id: 'close',
            title: 'Close the project',
            icon: <X size={14} />,
            run: () => runCommand('project.close'),
          },
        ]),
  ];
  return (
    <div className="project-switch">
      <Button
        kind="quiet"
        popup="menu"
        expanded={at !== undefined}
        label={`Project ${visibleName(project?.name ?? 'none')}: change`}
        onPress={() => {
          const box = document.activeElement?.getBoundingClientRect();
          void open({ x: box?.left ?? 8, y: (box?.bottom ?? 40) + 2 });
        }}
      >
        <span className="clip">{project === null ? 'No project' : <Name text={project.name} />}</span>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      {at !== undefined && <MenuAt label="Projects" items={items} at={at} onClose={() => setAt(undefined)} />}
    </div>
  );
}
