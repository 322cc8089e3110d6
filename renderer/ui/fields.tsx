import { Search } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import { classNames } from './class-names.ts';
import './fields.css';

interface FieldProps {
  readonly label: string;
  /** Shows the label to assistive technology alone. */
  readonly hideLabel?: boolean;
  readonly inline?: boolean;
  readonly note?: string | undefined;
  readonly error?: string | undefined;
}

function Field(props: FieldProps & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={classNames('field', props.inline === true && 'field--inline')}>
      <label htmlFor={props.id} className={props.hideLabel === true ? 'visually-hidden' : 'field__label'}>
        {props.label}
      </label>
      {props.children}
      {(props.error ?? props.note) !== undefined && (
        <span
          id={`${props.id}-note`}
          className={classNames('field__note', props.error !== undefined && 'field__note--error')}
        >
          {props.error ?? props.note}
        </span>
      )}
    </div>
  );
}

const noteId = (id: string, props: FieldProps) =>
  (props.error ?? props.note) === undefined ? undefined : `${id}-note`;

/** Text that is committed with Enter or on leaving, and taken back with Escape. */
export function TextField(
  props: FieldProps & {
    readonly value: string;
    readonly onCommit: (value: string) => void;
    /** Every keystroke, for forms that validate while typing. */
    readonly onInput?: (value: string) => void;
    readonly readOnly?: boolean;
    readonly mono?: boolean;
    readonly small?: boolean;
    readonly placeholder?: string;
    readonly maxLength?: number;
    readonly autoFocus?: boolean;
    readonly ref?: Ref<HTMLInputElement>;
  },
) {
  const id = useId();
  const [draft, setDraft] = useState(props.value);
  useEffect(() => setDraft(props.value), [props.value]);
  const commit = () => {
    if (draft !== props.value) props.onCommit(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && draft !== props.value) {
      event.preventDefault();
      event.stopPropagation();
      setDraft(props.value);
      props.onInput?.(props.value);
    }
  };
  return (
    <Field {...props} id={id}>
      <input
        id={id}
        ref={props.ref}
        className={classNames(
          'input',
          props.mono === true && 'input--mono',
          props.small === true && 'input--small',
        )}
        value={draft}
        readOnly={props.readOnly}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        autoFocus={props.autoFocus}
        data-autofocus={props.autoFocus === true ? '' : undefined}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={props.error === undefined ? undefined : true}
        aria-describedby={noteId(id, props)}
        onChange={(event) => {
          setDraft(event.target.value);
          props.onInput?.(event.target.value);
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </Field>
  );
}

/** An integer within bounds, committed like `TextField`; empty commits null where `optional`. */
export function NumberField(
  props: FieldProps & {
    readonly value: number | null;
    readonly onCommit: (value: number | null) => void;
    readonly min: number;
    readonly max: number;
    readonly optional?: boolean;
    readonly disabled?: boolean;
    readonly small?: boolean;
    readonly placeholder?: string;
  },
) {
  const id = useId();
  const text = props.value === null ? '' : String(props.value);
  const [draft, setDraft] = useState(text);
  const [wrong, setWrong] = useState<string>();
  useEffect(() => {
    setDraft(text);
    setWrong(undefined);
  }, [text]);
  const commit = () => {
    const trimmed = draft.trim();
    if (trimmed === text) return setWrong(undefined);
    if (trimmed === '' && props.optional === true) {
      setWrong(undefined);
      return props.onCommit(null);
    }
    const value = Number(trimmed);
    if (!/^-?\d+$/.test(trimmed) || value < props.min || value > props.max)
      return setWrong(`A whole number from ${props.min} to ${props.max}.`);
    setWrong(undefined);
    props.onCommit(value);
  };
  const error = props.error ?? wrong;
  return (
    <Field {...props} id={id} error={error}>
      <input
        id={id}
        className={classNames('input', 'input--number', props.small === true && 'input--small')}
        inputMode="numeric"
        value={draft}
        disabled={props.disabled}
        placeholder={props.placeholder}
        autoComplete="off"
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={(error ?? props.note) === undefined ? undefined : `${id}-note`}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape' && draft !== text) {
            event.stopPropagation();
            setDraft(text);
            setWrong(undefined);
          }
        }}
      />
    </Field>
  );
}

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly title: string;
  readonly disabled?: boolean;
}

/** One of a list: the platform's own list box, so that every keyboard and screen reader knows it. */
export function Select<V extends string>(
  props: FieldProps & {
    readonly value: V;
    readonly options: readonly SelectOption<V>[];
    readonly onChange: (value: V) => void;
    readonly disabled?: boolean;
    readonly small?: boolean;
  },
) {
  const id = useId();
  return (
    <Field {...props} id={id}>
      <select
        id={id}
        className={classNames('select', props.small === true && 'select--small')}
        value={props.value}
        disabled={props.disabled}
        aria-describedby={noteId(id, props)}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.title}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** On or off, at once. */
export function Switch(props: {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly unavailable?: string | undefined;
}) {
  const blocked = props.unavailable !== undefined;
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={props.checked}
      aria-disabled={blocked ? true : undefined}
      title={props.unavailable}
      onClick={() => {
        if (!blocked) props.onChange(!props.checked);
      }}
    >
      <span className="switch__track" aria-hidden="true" />
      <span>{props.label}</span>
    </button>
  );
}

/** A filter: every keystroke counts, Escape empties it, ↓ goes on to what it filters. */
export function SearchField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onLeave?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}) {
  return (
    <div className="search">
      <Search size={14} aria-hidden="true" />
      <input
        ref={props.ref}
        className="input"
        type="text"
        role="searchbox"
        value={props.value}
        aria-label={props.label}
        placeholder={props.label}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && props.value !== '') {
            event.stopPropagation();
            props.onChange('');
          } else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            event.preventDefault();
            props.onLeave?.();
          }
        }}
      />
    </div>
  );
}
