import { t } from '#i18n/index.svelte.ts';
import type { Failure } from '#api/client.ts';

/** `4 phút 05 giây`, `9 giây` */
export function waitText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return t('signin.seconds', { seconds: rest });
  return t('signin.minutes_seconds', { minutes, seconds: String(rest).padStart(2, '0') });
}

/** How long the server wants to be left alone, if that is what it refused for. */
export function lockedFor(failure: Failure | null): number | null {
  if (!failure || !('problem' in failure) || failure.problem.status !== 429) return null;
  const seconds = Number(failure.problem.params.seconds);
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 60;
}
