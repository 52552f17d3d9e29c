export type CameraState = 'opening' | 'open' | 'off';
export type Facing = 'environment' | 'user';

/** A camera shown in a video element: opened, given back when its screen closes, opened anew after the app was away. */
export class Camera {
  state = $state<CameraState>('opening');
  protected video: HTMLVideoElement | undefined;
  #stream: MediaStream | undefined;
  #stop: AbortController | undefined;
  /** Which call of `open` is the last: one that comes back late gives its camera away again. */
  #calls = 0;

  constructor(private facing: Facing) {}

  /** Shows the camera in this element; returns how to stop. May be called again after that. */
  start(video: HTMLVideoElement): () => void {
    this.#stop?.abort();
    const stop = new AbortController();
    const { signal } = stop;
    this.#stop = stop;
    this.video = video;
    const back = () => {
      // iOS gives the camera away while the app is in the background and does not bring it back.
      const gone = this.state !== 'opening' && !this.#alive;
      if (document.visibilityState === 'visible' && gone) void this.open();
    };
    document.addEventListener('visibilitychange', back, { signal });
    addEventListener('focus', back, { signal });
    addEventListener('pageshow', back, { signal });
    signal.addEventListener('abort', () => this.#release());
    void this.open();
    this.started?.(signal);
    return () => stop.abort();
  }

  /** Opens the camera anew; safe to call at any time. */
  readonly open = async (): Promise<void> => {
    const signal = this.#stop?.signal;
    if (!signal || signal.aborted) return;
    this.#release();
    const call = ++this.#calls;
    const isLast = () => !signal.aborted && call === this.#calls;
    this.state = 'opening';
    try {
      const stream = await this.#ask();
      if (!isLast()) {
        release(stream);
        return;
      }
      this.#stream = stream;
      await this.#show(stream);
      if (isLast()) this.state = 'open';
    } catch {
      if (isLast()) this.state = 'off';
    }
  };

  /** The other side's camera. */
  readonly turn = async (): Promise<void> => {
    this.facing = this.facing === 'environment' ? 'user' : 'environment';
    await this.open();
  };

  /** What runs beside the camera until the signal ends it. */
  protected started?(signal: AbortSignal): void;

  /** What the camera that was just opened can do. */
  protected opened?(track: MediaStreamTrack): void;

  protected get track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  get #alive(): boolean {
    return this.track?.readyState === 'live';
  }

  #ask(): Promise<MediaStream> {
    const media = (navigator as Partial<Navigator>).mediaDevices;
    if (!media) throw new DOMException('no camera here', 'NotFoundError');
    return media.getUserMedia({
      audio: false,
      video: {
        facingMode: { ideal: this.facing },
        width: { ideal: 1280 },
        height: { ideal: 720 },
      },
    });
  }

  async #show(stream: MediaStream): Promise<void> {
    const track = this.track;
    track?.addEventListener('ended', () => {
      if (stream === this.#stream) this.state = 'off';
    });
    if (track) this.opened?.(track);
    if (!this.video) return;
    this.video.srcObject = stream;
    await this.video.play();
  }

  #release(): void {
    if (this.#stream) release(this.#stream);
    this.#stream = undefined;
    if (this.video) this.video.srcObject = null;
  }
}

function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** A pause (ms) that ends at once with the signal. */
export function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : milliseconds);
    signal.addEventListener('abort', end);
  });
}
