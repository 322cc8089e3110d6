import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import './tabs.css';

export interface Tab<I extends string> {
  readonly id: I;
  readonly title: ReactNode;
  readonly panel: () => ReactNode;
}

/** Tabs after the ARIA pattern: one tab stop, arrows choose. `end` stands at the end of the row of tabs. */
export function Tabs<I extends string>(props: {
  readonly label: string;
  readonly tabs: readonly Tab<I>[];
  readonly chosen: I;
  readonly onChoose: (id: I) => void;
  readonly end?: ReactNode;
}) {
  const { label, tabs, chosen, onChoose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    if (tab === undefined) return;
    onChoose(tab.id);
    list.current?.querySelector<HTMLElement>(`[data-tab='${tab.id}']`)?.focus();
  };
  return (
    <div className="tabs">
      <div className="tabs__list">
        <div ref={list} role="tablist" aria-label={label} className="row-flex" onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              data-tab={tab.id}
              className="tabs__tab"
              aria-selected={tab.id === chosen}
              aria-controls={tab.id === chosen ? `${id}-panel` : undefined}
              tabIndex={tab.id === chosen ? 0 : -1}
              onClick={() => onChoose(tab.id)}
            >
              {tab.title}
            </button>
          ))}
        </div>
        <span className="grow" />
        {props.end}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        className="tabs__panel"
        tabIndex={0}
      >
        {tabs.find((tab) => tab.id === chosen)?.panel()}
      </div>
    </div>
  );
}
