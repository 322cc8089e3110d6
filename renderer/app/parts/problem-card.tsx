import type { Diagnostic } from '#schemas/report/diagnostic.ts';
import { Name } from '../../ui/name.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { visibleName } from '../../ui/visible-name.ts';
import { FixButton } from './fix-button.tsx';
import { placeText } from './place-text.ts';
import './problem-card.css';

/** One diagnostic with sentence, place, remedy and fix. */
export function ProblemCard({
  diagnostic,
  root,
}: {
  readonly diagnostic: Diagnostic;
  readonly root?: string;
}) {
  const place = placeText(diagnostic, root);
  return (
    <li className={`problem-card problem-card--${diagnostic.severity}`}>
      <div className="row-flex">
        <StateIcon state={diagnostic.severity} iconOnly />
        <strong className="grow problem-card__text">{visibleName(diagnostic.message)}</strong>
        <FixButton diagnostic={diagnostic} small />
      </div>
      {place !== '' && <Name text={place} mono className="faint problem-card__text" />}
      <span className="quiet small">{visibleName(diagnostic.remedy)}</span>
    </li>
  );
}
