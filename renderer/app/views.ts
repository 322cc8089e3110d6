import {
  Activity,
  Boxes,
  Microscope,
  PackageCheck,
  Settings,
  SlidersVertical,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType } from 'react';
import type { ViewId } from './state/view.ts';

/** The panes of a view. The shell places them; a pane that is left out takes no room. */
export interface ViewModule {
  readonly Main: ComponentType;
  readonly List?: ComponentType;
  readonly Details?: ComponentType;
  /** Name of the details pane and of its drawer. */
  readonly detailsTitle?: string;
}

export interface ViewEntry {
  readonly id: ViewId;
  readonly title: string;
  readonly icon: LucideIcon;
  /** False for views that also work before a project is open. */
  readonly needsProject: boolean;
  readonly load: () => Promise<{ readonly default: ViewModule }>;
}

/** The rail, top to bottom; keys 1…9 follow this order. Each view is loaded when it is first shown. */
export const VIEWS: readonly ViewEntry[] = [
  {
    id: 'workspace',
    title: 'Workspace',
    icon: Boxes,
    needsProject: true,
    load: () => import('../features/workspace/view.tsx'),
  },
  {
    id: 'banks',
    title: 'Banks',
    icon: SlidersVertical,
    needsProject: true,
    load: () => import('../features/banks/view.tsx'),
  },
  {
    id: 'pack',
    title: 'Pack',
    icon: PackageCheck,
    needsProject: true,
    load: () => import('../features/pack/view.tsx'),
  },
  {
    id: 'inspector',
    title: 'Inspector',
    icon: Microscope,
    needsProject: false,
    load: () => import('../features/inspector/view.tsx'),
  },
  {
    id: 'jobs',
    title: 'Jobs',
    icon: Activity,
    needsProject: false,
    load: () => import('../features/jobs/view.tsx'),
  },
  {
    id: 'settings',
    title: 'Settings',
    icon: Settings,
    needsProject: false,
    load: () => import('../features/settings/view.tsx'),
  },
];
