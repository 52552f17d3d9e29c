import { detector } from './detector.ts';

/** Between two looks (ms): short enough for "under a second", long enough for a cheap phone. */
const PAUSE = 120;
/** The same code held before the camera is one scan, not ten. */
const SAME_AGAIN = 4_000;

export type CameraState = 'opening' | 'open' | 'off';

interface TorchTrack extends MediaTrackCapabilities {
  torch?: boolean;
}

/** A camera that looks for codes until it is closed, and comes back after the app was away. */
export class Camera {
  state = $state<CameraState>('opening');
  torch = $state<'none' | 'off' | 'on'>('none');
  #video: HTMLVideoElement | undefined;
  #stream: MediaStream | undefined;
  #facing: 'environment' | 'user' = 'environment';
  #last = { text: '', at: 0 };
  #closed = false;
  #found: (text: string) => void;

  constructor(found: (text: string) => void) {
    this.#found = found;
  }

  /** Begins to look through this video element; returns how to stop. */
  start(video: HTMLVideoElement): () => void {
    this.#video = video;
    const back = () => {
      // iOS gives the camera away while the app is in the background and does not bring it back.
      if (document.visibilityState === 'visible' && !this.#alive) void this.open();
    };
    const stop = new AbortController();
    document.addEventListener('visibilitychange', back, { signal: stop.signal });
    addEventListener('focus', back, { signal: stop.signal });
    addEventListener('pageshow', back, { signal: stop.signal });
    void this.open();
    void this.#look();
    return () => {
      this.#closed = true;
      stop.abort();
      this.#release();
    };
  }

  /** Opens the camera anew; safe to call at any time. */
  readonly open = async (): Promise<void> => {
    this.#release();
    this.state = 'opening';
    try {
      const media = (navigator as Partial<Navigator>).mediaDevices;
      if (!media) throw new DOMException('no camera here', 'NotFoundError');
      const video = {
        facingMode: { ideal: this.#facing },
        width: { ideal: 1280 },
        height: { ideal: 720 },
      };
      this.#stream = await media.getUserMedia({ audio: false, video });
      if (this.#closed) {
        this.#release();
        return;
      }
      await this.#show(this.#stream);
      this.state = 'open';
    } catch {
      if (!this.#closed) this.state = 'off';
    }
  };

  /** The other side's camera: a kiosk faces the people. */
  readonly turn = async (): Promise<void> => {
    this.#facing = this.#facing === 'environment' ? 'user' : 'environment';
    await this.open();
  };

  readonly switchTorch = async (): Promise<void> => {
    const [track] = this.#stream?.getVideoTracks() ?? [];
    const next = this.torch !== 'on';
    const light = { advanced: [{ torch: next } as MediaTrackConstraintSet] };
    await track?.applyConstraints(light).catch(() => undefined);
    this.torch = next ? 'on' : 'off';
  };

  get #alive(): boolean {
    return this.#stream?.getVideoTracks().some(({ readyState }) => readyState === 'live') ?? false;
  }

  async #show(stream: MediaStream): Promise<void> {
    const [track] = stream.getVideoTracks();
    // Firefox learned it late.
    const abilities: TorchTrack | undefined =
      track && 'getCapabilities' in track ? track.getCapabilities() : undefined;
    this.torch = abilities?.torch ? 'off' : 'none';
    track?.addEventListener('ended', () => {
      if (!this.#closed) this.state = 'off';
    });
    if (!this.#video) return;
    this.#video.srcObject = stream;
    await this.#video.play();
  }

  async #look(): Promise<void> {
    while (!this.#closed) {
      await this.#lookOnce().catch(() => undefined);
      await new Promise((done) => setTimeout(done, PAUSE));
    }
  }

  async #lookOnce(): Promise<void> {
    const video = this.#video;
    if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    const [hit] = await (await detector()).detect(video);
    if (!hit || this.#closed) return;
    const now = Date.now();
    if (hit.rawValue === this.#last.text && now - this.#last.at < SAME_AGAIN) {
      this.#last.at = now;
      return;
    }
    this.#last = { text: hit.rawValue, at: now };
    this.#found(hit.rawValue);
  }

  #release(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    if (this.#video) this.#video.srcObject = null;
  }
}
