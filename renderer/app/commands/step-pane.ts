const FOCUSABLE =
  '[role=treegrid], [role=grid], [role=tabpanel], [data-pane], button:not([tabindex="-1"]), input, select, [tabindex="0"]';

/** Moves the focus to the next or the previous pane of the frame: rail, list, main, panel, details. */
export function stepPane(step: 1 | -1): void {
  const panes = [
    ...document.querySelectorAll<HTMLElement>(
      '.rail, .side .pane, .pane--main > .pane__body, .panel, .start',
    ),
  ];
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let tried = 1; tried <= panes.length; tried += 1) {
    const pane = panes[(now + step * tried + panes.length * 2) % panes.length];
    const target =
      pane?.querySelector<HTMLElement>('[role=treegrid], [role=grid], [data-pane]') ??
      pane?.querySelector<HTMLElement>(FOCUSABLE);
    target?.focus();
    if (target !== null && target !== undefined && document.activeElement === target) return;
  }
}
