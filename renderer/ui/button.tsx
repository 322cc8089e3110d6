import type { MouseEvent, ReactNode, Ref } from 'react';
import './button.css';
import { classNames } from './class-names.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly small?: boolean;
  readonly icon?: ReactNode;
  /** Why it cannot be pressed now; the button stays focusable and says so. */
  readonly unavailable?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly title?: string | undefined;
  readonly label?: string | undefined;
  readonly submit?: boolean;
  readonly className?: string | undefined;
  readonly autoFocus?: boolean;
  readonly expanded?: boolean | undefined;
  readonly popup?: 'menu' | 'dialog' | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that explains why it is unavailable instead of vanishing from the tab order. */
export function Button(props: ButtonProps) {
  const {
    children,
    onPress,
    kind = 'plain',
    small = false,
    icon,
    unavailable,
    pressed,
    title,
    label,
    submit = false,
  } = props;
  const blocked = unavailable !== undefined;
  const press = (event: MouseEvent) => {
    if (blocked) event.preventDefault();
    else onPress?.();
  };
  return (
    <button
      ref={props.ref}
      type={submit ? 'submit' : 'button'}
      className={classNames(
        'button',
        kind !== 'plain' && `button--${kind}`,
        small && 'button--small',
        props.className,
      )}
      aria-disabled={blocked ? true : undefined}
      aria-pressed={pressed}
      aria-label={label}
      aria-expanded={props.expanded}
      aria-haspopup={props.popup}
      title={unavailable ?? title}
      autoFocus={props.autoFocus}
      data-autofocus={props.autoFocus === true ? '' : undefined}
      onClick={press}
    >
      {icon}
      {children}
    </button>
  );
}

/** A button with an icon alone; `label` is its accessible name and its tooltip. */
export function IconButton(
  props: Omit<ButtonProps, 'children' | 'label' | 'icon'> & {
    readonly label: string;
    readonly icon: ReactNode;
    readonly shortcut?: string;
  },
) {
  const { label, icon, shortcut, className, kind = 'quiet', title, ...rest } = props;
  return (
    <Button
      {...rest}
      kind={kind}
      label={label}
      title={title ?? (shortcut === undefined ? label : `${label} (${shortcut})`)}
      className={classNames('button--icon', className)}
    >
      {icon}
    </Button>
  );
}
