/** Height of one track, in px: the same as a row beside it. */
const TRACK_PX = 56;

/** The motif: one line passes the ring and leaves on one of several tracks. Moves in 250 ms, still when asked to be. */
export function FlipLines({ chosen, tracks }: { chosen: number; tracks: number }) {
  const height = tracks * TRACK_PX;
  const middle = height / 2;
  const path = (track: number) => {
    const y = (track + 0.5) * TRACK_PX;
    return `M 0 ${middle} H 36 C 72 ${middle}, 64 ${y}, 112 ${y}`;
  };
  return (
    <svg
      aria-hidden
      viewBox={`0 0 120 ${height}`}
      preserveAspectRatio="none"
      fill="none"
      className="h-full w-full"
      style={{ height }}
    >
      {Array.from({ length: tracks }, (_, track) => (
        <path
          key={track}
          d={path(track)}
          stroke="var(--line)"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <path
        d={path(chosen)}
        stroke="var(--accent)"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
        className="transition-[d] duration-[250ms] ease-out"
        style={{ d: `path("${path(chosen)}")` }}
      />
      <circle
        cx="112"
        cy={(chosen + 0.5) * TRACK_PX}
        r="3.5"
        fill="var(--accent)"
        className="transition-[cy] duration-[250ms] ease-out"
      />
      <circle cx="36" cy={middle} r="9" stroke="var(--ink)" strokeWidth="3" />
    </svg>
  );
}
