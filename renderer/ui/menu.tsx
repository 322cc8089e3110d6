import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { classNames } from './class-names.ts';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
  readonly icon?: ReactNode;
  readonly note?: string | undefined;
  readonly shortcut?: string | undefined;
  /** Why it cannot be chosen now. */
  readonly unavailable?: string | undefined;
  readonly danger?: boolean;
  /** Draws a line above. */
  readonly apart?: boolean;
  readonly run: () => void;
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** A menu at a place of the window: arrows, Home, End and first letters move, Escape closes and gives focus back. */
export function MenuAt(props: {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly at: MenuPlace;
  readonly onClose: () => void;
}) {
  const { label, items, at, onClose } = props;
  const element = useRef<HTMLDivElement>(null);
  const closing = useRef(onClose);
  closing.current = onClose;
  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) return;
    const back = document.activeElement;
    menu.showPopover();
    const box = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(at.x, window.innerWidth - box.width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(at.y, window.innerHeight - box.height - 8))}px`;
    menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus();
    return () => {
      if (menu.contains(document.activeElement) && back instanceof HTMLElement) back.focus();
    };
  }, [at]);
  useEffect(() => {
    const menu = element.current;
    const toggled = (event: Event) => {
      if (event instanceof ToggleEvent && event.newState === 'closed') closing.current();
    };
    menu?.addEventListener('toggle', toggled);
    return () => menu?.removeEventListener('toggle', toggled);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')];
    const now = all.findIndex((item) => item === document.activeElement);
    const steps: Record<string, number> = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      Home: 0,
      End: all.length - 1,
    };
    const step = steps[event.key];
    if (step !== undefined) all[(step + all.length) % all.length]?.focus();
    else if (event.key === 'Tab' || event.key === 'Escape') {
      event.stopPropagation();
      element.current?.hidePopover();
    } else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLowerCase();
      const order = [...all.slice(now + 1), ...all.slice(0, now + 1)];
      order.find((item) => item.textContent.trim().toLowerCase().startsWith(letter))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={element} popover="auto" role="menu" aria-label={label} className="menu" onKeyDown={onKeyDown}>
      {items.map((item) => (
        <div key={item.id} role="none">
          {item.apart === true && <div role="separator" className="menu__line" />}
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={classNames('menu__item', item.danger === true && 'menu__item--danger')}
            aria-disabled={item.unavailable === undefined ? undefined : true}
            onClick={() => {
              if (item.unavailable !== undefined) return;
              element.current?.hidePopover();
              item.run();
            }}
          >
            {item.icon}
            <span className="menu__text">
              {item.title}
              {(item.unavailable ?? item.note) !== undefined && (
                <span className="menu__note">{item.unavailable ?? item.note}</span>
              )}
            </span>
            {item.shortcut !== undefined && <kbd className="kbd">{item.shortcut}</kbd>}
          </button>
        </div>
      ))}
    </div>
  );
}

/** A button that opens a menu below itself. */
export function MenuButton(
  props: Omit<ButtonProps, 'onPress' | 'expanded' | 'popup' | 'ref'> & {
    readonly items: readonly MenuItem[];
    readonly menuLabel: string;
  },
) {
  const { items, menuLabel, ...button } = props;
  const [at, setAt] = useState<MenuPlace>();
  const self = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Button
        {...button}
        ref={self}
        popup="menu"
        expanded={at !== undefined}
        onPress={() => {
          const box = self.current?.getBoundingClientRect();
          if (box !== undefined) setAt({ x: box.left, y: box.bottom + 2 });
        }}
      />
      {at !== undefined && (
        <MenuAt label={menuLabel} items={items} at={at} onClose={() => setAt(undefined)} />
      )}
    </>
  );
}
