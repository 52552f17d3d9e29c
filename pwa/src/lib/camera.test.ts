import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Camera, rest, type CameraState } from './camera.svelte.ts';

class Track extends EventTarget {
  readyState = 'live';
  stop(): void {
    this.readyState = 'ended';
  }
}
class Stream {
  readonly track = new Track();
  getTracks = () => [this.track];
  getVideoTracks = () => [this.track];
}
class Watched extends Camera {
  signals: AbortSignal[] = [];
  seen: unknown[] = [];
  protected override started(signal: AbortSignal): void {
    this.signals.push(signal);
  }
  protected override opened(track: MediaStreamTrack): void {
    this.seen.push(track);
  }
}

let asked: { facing: string; give: (stream: Stream) => void; refuse: () => void }[];
const video = () => {
  const element = document.createElement('video');
  element.play = () => Promise.resolve();
  Object.defineProperty(element, 'srcObject', { value: null, writable: true });
  return element;
};
const settle = () => new Promise((done) => setTimeout(done));
async function give(at: number): Promise<Stream> {
  const stream = new Stream();
  asked[at]?.give(stream);
  await settle();
  return stream;
}
const back = () => document.dispatchEvent(new Event('visibilitychange'));

beforeEach(() => {
  asked = [];
  const getUserMedia = ({ video }: { video: { facingMode: { ideal: string } } }) =>
    new Promise((resolve, reject) =>
      asked.push({
        facing: video.facingMode.ideal,
        give: resolve,
        refuse: () => reject(new Error()),
      }),
    );
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
});
afterEach(() => vi.unstubAllGlobals());

test('is shown when it opens and given back when its screen closes', async () => {
  const camera = new Watched('user');
  const element = video();
  const stop = camera.start(element);
  expect(camera.state satisfies CameraState).toBe('opening');
  const stream = await give(0);
  expect(camera.state).toBe('open');
  expect(element.srcObject).toBe(stream);
  expect(camera.seen).toEqual([stream.track]);
  stop();
  expect(stream.track.readyState).toBe('ended');
  expect(element.srcObject).toBeNull();
  expect(camera.signals[0]?.aborted).toBe(true);
});

test('can be started again after it was stopped', async () => {
  const camera = new Watched('user');
  camera.start(video())();
  const stop = camera.start(video());
  const stream = await give(1);
  expect(camera.state).toBe('open');
  expect(camera.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  stop();
  expect(stream.track.readyState).toBe('ended');
});

test('a camera that comes after its screen closed is given back', async () => {
  const camera = new Camera('user');
  camera.start(video())();
  expect((await give(0)).track.readyState).toBe('ended');
  back();
  expect(asked).toHaveLength(1);
});

test('of two that were asked for only the last stays open', async () => {
  const camera = new Camera('environment');
  const stop = camera.start(video());
  void camera.turn();
  expect(asked.map(({ facing }) => facing)).toEqual(['environment', 'user']);
  const [second, first] = [await give(1), await give(0)];
  expect([first.track.readyState, second.track.readyState]).toEqual(['ended', 'live']);
  expect(camera.state).toBe('open');
  stop();
});

test('what the telephone took away in the background is asked for again, once', async () => {
  const camera = new Camera('user');
  const stop = camera.start(video());
  const stream = await give(0);
  back();
  expect(asked).toHaveLength(1);
  stream.track.stop();
  stream.track.dispatchEvent(new Event('ended'));
  expect(camera.state).toBe('off');
  back();
  dispatchEvent(new Event('focus'));
  dispatchEvent(new Event('pageshow'));
  expect(asked).toHaveLength(2);
  await give(1);
  expect(camera.state).toBe('open');
  stop();
});

test('without permission, and where there is no camera, it is off', async () => {
  const camera = new Camera('user');
  const stop = camera.start(video());
  asked[0]?.refuse();
  await settle();
  expect(camera.state).toBe('off');
  stop();
  vi.stubGlobal('navigator', {});
  camera.start(video());
  await settle();
  expect(camera.state).toBe('off');
});

test('a pause ends with the signal', async () => {
  const stop = new AbortController();
  const pause = rest(60_000, stop.signal);
  stop.abort();
  await pause;
  await rest(60_000, stop.signal);
});
