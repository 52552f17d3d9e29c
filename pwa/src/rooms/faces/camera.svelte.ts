import { Camera, rest } from '#lib/camera.svelte.ts';

/** Longest side of a frame that is sent (px): a wide picture must still show the eyes 50 px apart; about 80 kB. */
const LONGEST = 960;
const QUALITY = 0.75;

/** The front camera; frames leave it as small JPEG pictures and are kept nowhere. */
export class FaceCamera extends Camera {
  constructor() {
    super('user');
  }

  /** One frame as JPEG; nothing while the camera shows nothing. */
  async grab(): Promise<Blob | undefined> {
    const video = this.video;
    if (!video || video.videoWidth === 0 || this.state !== 'open') return undefined;
    const shrink = Math.min(1, LONGEST / Math.max(video.videoWidth, video.videoHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(video.videoWidth * shrink);
    canvas.height = Math.round(video.videoHeight * shrink);
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) =>
      canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/jpeg', QUALITY),
    );
  }

  /** Several frames, so many milliseconds apart. */
  async burst(count: number, apart: number, signal: AbortSignal): Promise<Blob[]> {
    const frames: Blob[] = [];
    for (let number = 0; number < count && !signal.aborted; number += 1) {
      if (number > 0) await rest(apart, signal);
      const frame = await this.grab();
      if (frame) frames.push(frame);
    }
    return frames;
  }
}

/** What looking needs of a camera. */
export type Eyes = Pick<FaceCamera, 'grab' | 'burst'>;
