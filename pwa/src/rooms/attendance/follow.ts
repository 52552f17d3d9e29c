/** How the line to the server stands; `ended`: the server said that we may listen no longer. */
export type Line = 'opening' | 'open' | 'lost' | 'ended';

export interface Following {
  /** Data of one kind of event, already read. */
  on: Readonly<Record<string, (data: unknown) => void>>;
  line: (line: Line) => void;
}

type Source = Pick<EventSource, 'addEventListener' | 'close' | 'readyState'>;
type Opener = (path: string) => Source;

const FIRST = 1_000;
const LONGEST = 15_000;

/**
 * Listens to a stream of events until the returned function is called. The browser comes back by
 * itself with the last event's id; when it gives up (an answer that is no stream), we open anew.
 */
export function follow(
  path: string,
  { on, line }: Following,
  open: Opener = (address) => new EventSource(address),
  random: () => number = Math.random,
): () => void {
  let stopped = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: Source;

  function end(how: Line): void {
    stopped = true;
    source.close();
    line(how);
  }
  function lost(): void {
    if (stopped) return;
    line('lost');
    if (source.readyState !== EventSource.CLOSED) return;
    const wait = Math.min(LONGEST, FIRST * 2 ** failures++);
    timer = setTimeout(begin, wait * (0.5 + random() / 2));
  }
  function begin(): void {
    source = open(path);
    source.addEventListener('open', () => {
      failures = 0;
      line('open');
    });
    source.addEventListener('error', lost);
    source.addEventListener('ended', () => end('ended'));
    for (const [name, take] of Object.entries(on)) {
      source.addEventListener(name, (event) =>
        take(JSON.parse((event as MessageEvent<string>).data)),
      );
    }
  }

  line('opening');
  begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
}
