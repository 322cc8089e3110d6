import { Play, Square } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../button.tsx';
import './preview.css';
import { playSound, stopSound, type PlayableSound } from './sound-player.ts';

/** Reads minimum and maximum of each bucket, signed 16-bit little-endian, as −1 … 1. */
export function readPeaks(bytes: Uint8Array): readonly (readonly [number, number])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from(
    { length: bytes.byteLength >> 2 },
    (_, bucket) =>
      [view.getInt16(bucket * 4, true) / 32768, view.getInt16(bucket * 4 + 2, true) / 32768] as const,
  );
}

/** Peaks as a waveform with the loop and the play head over it. */
export function Waveform(props: {
  readonly label: string;
  readonly peaks: Uint8Array;
  readonly frames: number;
  readonly loop: PlayableSound['loop'];
  readonly headFrame?: number | null;
}) {
  const { label, peaks, frames, loop, headFrame = null } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => drawPeaks(element, peaks);
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    const themes = new MutationObserver(draw);
    themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => {
      sizes.disconnect();
      themes.disconnect();
      scheme.removeEventListener('change', draw);
    };
  }, [peaks]);
  const share = (frame: number) => `${frames === 0 ? 0 : (frame / frames) * 100}%`;
  return (
    <div
      className="wave"
      role="img"
      aria-label={`${label}: waveform of ${frames} frames${loop === null ? '' : `, loop from ${loop.start} to ${loop.end}`}`}
    >
      <canvas ref={canvas} aria-hidden="true" />
      {loop !== null && (
        <div
          className="wave__loop"
          style={{ left: share(loop.start), width: share(loop.end - loop.start) }}
        />
      )}
      {headFrame !== null && <div className="wave__head" style={{ left: share(headFrame) }} />}
    </div>
  );
}

function drawPeaks(canvas: HTMLCanvasElement, bytes: Uint8Array): void {
  const { clientWidth, clientHeight } = canvas;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(clientWidth * ratio);
  canvas.height = Math.round(clientHeight * ratio);
  const drawing = canvas.getContext('2d');
  if (drawing === null) return;
  drawing.clearRect(0, 0, canvas.width, canvas.height);
  drawing.fillStyle = getComputedStyle(canvas).getPropertyValue('color');
  const peaks = readPeaks(bytes);
  const middle = canvas.height / 2;
  const reach = middle - 3 * ratio;
  for (let x = 0; x < canvas.width; x += 1) {
    const [low, high] = peaks[Math.floor((x / canvas.width) * peaks.length)] ?? [0, 0];
    drawing.fillRect(x, middle - high * reach, 1, Math.max(1, (high - low) * reach));
  }
}

/** Waveform with a play button; the samples are fetched when they are first played. */
export function SoundPlayer(props: {
  readonly label: string;
  readonly peaks: Uint8Array;
  readonly frames: number;
  readonly sampleRate: number;
  readonly loop: PlayableSound['loop'];
  /** False plays through the loop once. */
  readonly playsLoop?: boolean;
  /** All samples of the sound; undefined where they cannot be had (the caller says why). */
  readonly fetchPcm: () => Promise<Uint8Array | undefined>;
}) {
  const { label, peaks, frames, sampleRate, loop, playsLoop = true, fetchPcm } = props;
  const [head, setHead] = useState<number | null>(null);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      stopSound();
    };
  }, []);
  const play = async () => {
    const pcm = await fetchPcm();
    if (pcm === undefined || !mounted.current) return;
    await playSound({ sampleRate, pcm, loop: playsLoop ? loop : null }, setHead, () => setHead(null));
  };
  const isPlaying = head !== null;
  return (
    <div className="row-flex">
      <IconButton
        label={isPlaying ? `Stop ${label}` : `Play ${label}`}
        kind="plain"
        icon={isPlaying ? <Square size={14} /> : <Play size={14} />}
        onPress={() => (isPlaying ? stopSound() : void play())}
      />
      <div className="grow">
        <Waveform label={label} peaks={peaks} frames={frames} loop={loop} headFrame={head} />
      </div>
    </div>
  );
}
