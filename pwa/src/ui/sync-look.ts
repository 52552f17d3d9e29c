import type { IconName } from './icons.ts';

/** What the badge shows: how many wait or were refused, and how receiving stands. */
export interface SyncPicture {
  waiting: number;
  refused: number;
  online: boolean;
  state: 'idle' | 'running' | 'offline' | 'failed' | 'signed_out';
}

type SyncWord =
  | 'kit.sync_refused'
  | 'kit.sync_waiting'
  | 'kit.sync_offline'
  | 'kit.sync_running'
  | 'kit.sync_failed'
  | 'kit.sync_done';

interface SyncLook {
  key: SyncWord;
  count: number;
  icon: IconName;
  soft: string;
}

/** The most urgent thing first: refused, waiting, no network, under way, failed, done. */
export function syncLook({ waiting, refused, online, state }: SyncPicture): SyncLook {
  const warn = 'bg-warn-soft text-warn';
  if (refused > 0) {
    const soft = 'bg-refused-soft text-refused';
    return { key: 'kit.sync_refused', count: refused, icon: 'refused', soft };
  }
  if (waiting > 0) return { key: 'kit.sync_waiting', count: waiting, icon: 'clock', soft: warn };
  if (!online || state === 'offline') {
    return { key: 'kit.sync_offline', count: 0, icon: 'offline', soft: warn };
  }
  if (state === 'running') {
    return { key: 'kit.sync_running', count: 0, icon: 'sync', soft: 'bg-info-soft text-info' };
  }
  if (state === 'failed' || state === 'signed_out') {
    return { key: 'kit.sync_failed', count: 0, icon: 'warn', soft: warn };
  }
  return { key: 'kit.sync_done', count: 0, icon: 'check', soft: 'bg-ok-soft text-ok' };
}
