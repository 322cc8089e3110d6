import { visibleName, visibleParts } from './visible-name.ts';
import { classNames } from './class-names.ts';

/** A name or path from a file: isolated for direction, invisible characters marked (reliability H11). */
export function Name({
  text,
  mono = false,
  className,
}: {
  readonly text: string;
  readonly mono?: boolean;
  readonly className?: string;
}) {
  return (
    <bdi className={classNames(mono && 'mono', className)} title={visibleName(text)}>
      {visibleParts(text).map((part, index) =>
        part.hidden ? (
          <span key={index} className="hidden-char">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </bdi>
  );
}
