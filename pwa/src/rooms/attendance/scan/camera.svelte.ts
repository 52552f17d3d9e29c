import { Camera, rest } from '#lib/camera.svelte.ts';
import { detector } from './detector.ts';

/** Between two looks (ms): short enough for "under a second", long enough for a cheap phone. */
const PAUSE = 120;
/** The same code held before the camera is one scan, not ten. */
const SAME_AGAIN = 4_000;

interface TorchTrack extends MediaTrackCapabilities {
  torch?: boolean;
}

/** A camera that looks for codes until it is closed. */
export class CodeCamera extends Camera {
  torch = $state<'none' | 'off' | 'on'>('none');
  #last = { text: '', at: 0 };
  #found: (text: string) => void;

  constructor(found: (text: string) => void) {
    super('environment');
    this.#found = found;
  }

  readonly switchTorch = async (): Promise<void> => {
    const next = this.torch !== 'on';
    const light = { advanced: [{ torch: next } as MediaTrackConstraintSet] };
    await this.track?.applyConstraints(light).catch(() => undefined);
    this.torch = next ? 'on' : 'off';
  };

  protected override opened(track: MediaStreamTrack): void {
    // Firefox learned it late.
    const abilities: TorchTrack | undefined =
      'getCapabilities' in track ? track.getCapabilities() : undefined;
    this.torch = abilities?.torch ? 'off' : 'none';
  }

  protected override started(signal: AbortSignal): void {
    void this.#look(signal);
  }

  async #look(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#lookOnce(signal).catch(() => undefined);
      await rest(PAUSE, signal);
    }
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    const video = this.video;
    if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const [hit] = await (await detector()).detect(video);
    if (!hit || signal.aborted) return;
    const now = Date.now();
    if (hit.rawValue === this.#last.text && now - this.#last.at < SAME_AGAIN) {
      this.#last.at = now;
      return;
    }
    this.#last = { text: hit.rawValue, at: now };
    this.#found(hit.rawValue);
  }
}
