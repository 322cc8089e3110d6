import type { ReactNode } from 'react';
import './section.css';

/** One part of a details pane with its title; `end` stands at the end of the title's line. */
export function Section(props: {
  readonly title: ReactNode;
  readonly end?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className="section">
      <div className="section__head">
        <h3 className="grow">{props.title}</h3>
        {props.end}
      </div>
      {props.children}
    </section>
  );
}
