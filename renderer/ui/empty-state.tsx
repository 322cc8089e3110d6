import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './empty-state.css';

/** What a pane shows when it has nothing: what is missing and the one next thing to do. */
export function EmptyState(props: {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { icon: Icon, title, children, actions } = props;
  return (
    <div className="empty-state">
      {Icon !== undefined && <Icon size={28} strokeWidth={1.5} aria-hidden="true" />}
      <p className="empty-state__title">{title}</p>
      {children !== undefined && <div className="empty-state__text">{children}</div>}
      {actions !== undefined && <div className="empty-state__actions">{actions}</div>}
    </div>
  );
}
