import { Binary, LayoutGrid } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { BankOccupant } from '#schemas/contract/views.ts';
import { readPeaks } from '../../ui/preview/waveform.tsx';
import { StateIcon } from '../../ui/state-icon.tsx';
import { THUMB_PX, type GlyphThumb } from './thumbnail.ts';
import { useThumbs } from './thumbs-store.ts';

/** The picture of a bank in its slot: decoration, the cell says in words what it is. */
export function SlotThumb({ occupant }: { readonly occupant: BankOccupant }) {
  const thumb = useThumbs((state) => state.thumbs.get(occupant.asset_id)?.thumb);
  if (thumb === undefined) return <div className="thumb" aria-hidden="true" />;
  switch (thumb.kind) {
    case 'glyph':
      return <TilesThumb thumb={thumb} />;
    case 'sound':
      return <WavesThumb peaks={thumb.peaks} />;
    case 'raw': {
      const Shape = occupant.format.startsWith('SCENE') ? LayoutGrid : Binary;
      return (
        <div className="thumb thumb--shape" aria-hidden="true">
          <Shape size={28} strokeWidth={1.25} />
        </div>
      );
    }
    case 'unavailable':
      return (
        <div className="thumb thumb--shape" title={thumb.reason}>
          <StateIcon state="error" iconOnly word="no preview" size={24} />
        </div>
      );
  }
}

function TilesThumb({ thumb }: { readonly thumb: GlyphThumb }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    canvas.current
      ?.getContext('2d')
      ?.putImageData(new ImageData(thumb.pixels, thumb.sidePx, thumb.sidePx), 0, 0);
  }, [thumb]);
  return (
    <canvas
      ref={canvas}
      className="thumb thumb--tiles"
      width={thumb.sidePx}
      height={thumb.sidePx}
      aria-hidden="true"
    />
  );
}

function WavesThumb({ peaks }: { readonly peaks: readonly Uint8Array[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawWaves(element, peaks);
    draw();
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      themes.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, [peaks]);
  return <canvas ref={canvas} className="thumb thumb--waves" aria-hidden="true" />;
}

function drawWaves(canvas: HTMLCanvasElement, waves: readonly Uint8Array[]): void {
  const side = Math.round(THUMB_PX * window.devicePixelRatio);
  canvas.width = side;
  canvas.height = side;
  const drawing = canvas.getContext('2d');
  if (drawing === null) return;
  drawing.fillStyle = getComputedStyle(canvas).color;
  const rowPx = side / Math.max(1, waves.length);
  waves.forEach((bytes, row) => {
    const peaks = readPeaks(bytes);
    const middle = rowPx * (row + 0.5);
    for (let x = 0; x < side; x += 1) {
      const [low, high] = peaks[Math.floor((x / side) * peaks.length)] ?? [0, 0];
      const top = middle - high * rowPx * 0.46;
      drawing.fillRect(x, top, 1, Math.max(1, (high - low) * rowPx * 0.46));
    }
  });
}
