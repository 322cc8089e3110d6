/** The mark of the studio: cells of a sheet settling into a pack. */
export function Mark() {
  return (
    <svg className="start__mark" viewBox="0 0 48 48" aria-hidden="true">
      <rect x="2" y="2" width="44" height="44" rx="10" fill="var(--accent)" />
      <g fill="var(--accent-on)">
        <rect x="10" y="10" width="8" height="8" rx="1.5" />
        <rect x="20" y="10" width="8" height="8" rx="1.5" opacity="0.55" />
        <rect x="30" y="10" width="8" height="8" rx="1.5" />
        <rect x="10" y="20" width="8" height="8" rx="1.5" opacity="0.55" />
        <rect x="20" y="20" width="18" height="8" rx="1.5" />
        <rect x="10" y="30" width="28" height="8" rx="1.5" />
      </g>
    </svg>
  );
}
