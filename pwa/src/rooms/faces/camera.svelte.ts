/** Longest side of a frame that is sent (px): a wide picture must still show the eyes 50 px apart; about 80 kB. */
const WIDTH = 960;
const QUALITY = 0.75;

export type CameraState = 'opening' | 'open' | 'off';

/** The front camera; frames leave it as small JPEG pictures and are kept nowhere. */
export class FaceCamera {
  state = $state<CameraState>('opening');
  #video: HTMLVideoElement | undefined;
  #stream: MediaStream | undefined;
  #closed = false;

  /** Shows the camera in this element; returns how to stop. */
  start(video: HTMLVideoElement): () => void {
    this.#video = video;
    this.#closed = false;
    const stop = new AbortController();
    const back = () => {
      // iOS gives the camera away while the app is in the background and does not bring it back.
      if (document.visibilityState === 'visible' && !this.#alive) void this.open();
    };
    document.addEventListener('visibilitychange', back, { signal: stop.signal });
    addEventListener('pageshow', back, { signal: stop.signal });
    void this.open();
    return () => {
      this.#closed = true;
      stop.abort();
      this.#release();
    };
  }

  readonly open = async (): Promise<void> => {
    this.#release();
    this.state = 'opening';
    try {
      const media = (navigator as Partial<Navigator>).mediaDevices;
      if (!media) throw new DOMException('no camera here', 'NotFoundError');
      this.#stream = await media.getUserMedia({
        audio: false,
        video: { facingMode: { ideal: 'user' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      const video = this.#video;
      if (this.#closed || !video) {
        this.#release();
        return;
      }
      video.srcObject = this.#stream;
      await video.play();
      this.state = 'open';
    } catch {
      if (!this.#closed) this.state = 'off';
    }
  };

  /** One frame as JPEG; nothing while the camera shows nothing. */
  async grab(): Promise<Blob | undefined> {
    const video = this.#video;
    if (!video || video.videoWidth === 0 || this.state !== 'open') return undefined;
    const shrink = Math.min(1, WIDTH / Math.max(video.videoWidth, video.videoHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(video.videoWidth * shrink);
    canvas.height = Math.round(video.videoHeight * shrink);
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) =>
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY),
    );
  }

  /** Several frames, so many milliseconds apart. */
  async burst(count: number, apart: number): Promise<Blob[]> {
    const frames: Blob[] = [];
    for (let number = 0; number < count; number += 1) {
      if (number > 0) await rest(apart);
      const frame = await this.grab();
      if (frame) frames.push(frame);
    }
    return frames;
  }

  get #alive(): boolean {
    return this.#stream?.getVideoTracks().some(({ readyState }) => readyState === 'live') ?? false;
  }

  #release(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
  }
}

export function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
